"""A backslash that escapes nothing stays, also before a field of an f-string."""
import warnings

warnings.simplefilter('ignore')
for text in [r"f'\{6*7}'", r"f'a\{1}b\{{x'", r"rf'\{6*7}\n'", r"f'\N{EM DASH}\{1}\x41'", r"'\{'", r"b'\q'", r"f'\q{1}\q'"]:
    print(text, repr(eval(text)))
