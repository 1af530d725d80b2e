# re's Scanner: a lexer from pairs of pattern and action.
import re

class Scanner:
    def __init__(self, lexicon, flags=0):
        self.lexicon = [(re.compile(pattern, flags), action) for pattern, action in lexicon]
    def scan(self, string):
        found, at = [], 0
        while at < len(string):
            for pattern, action in self.lexicon:
                self.match = match = pattern.match(string, at)
                if match is not None and match.end() > at:
                    break
            else:
                break
            at = match.end()
            value = action(self, match.group()) if callable(action) else action
            if value is not None:
                found.append(value)
        return found, string[at:]
