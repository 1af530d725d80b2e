# getpass: who runs this, and a line that is not shown.
import _host
import os

class GetPassWarning(UserWarning):
    pass

def getuser():
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return "user"

def getpass(prompt="Password: ", stream=None):
    return _host.password(prompt)
