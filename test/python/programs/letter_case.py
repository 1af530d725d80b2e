# Capitals, titles and swapped case of letters that have their own rules: digraphs, ligatures, iotas below, sigmas at the end.
LETTERS = "ŉǄǅǆǳßﬁﬃﬆևﬓΐᾀᾈᾲᾳᾼᾴᾷῃῌῳῼაᲐİıẞΣςσ"
for letter in LETTERS:
    print(ascii(letter), *(ascii(change(letter)) for change in (str.title, str.capitalize, str.swapcase, str.upper, str.lower, str.casefold)))
for word in ("ΑΣ", "ΑΣ Σ", "aΣb", "ΣΑΣ", "ὀΔΥΣΣΕΎΣ ΣΟΦΌΣ", "ŉx", "ﬁn ﬂy", "ßx ŉy", "ᾳx ᾼy", "Ǆx ǆX", "ÀΣ.", "aΣ\u0345", "it's o'neil's", "ABC dEF"):
    print(ascii(word), *(ascii(change(word)) for change in (str.title, str.capitalize, str.swapcase, str.lower)), word.istitle(), word.title().istitle())
print(str(memoryview(b"caf\xc3\xa9"), "utf-8"), str(bytearray(b"\xe9"), "latin-1"))
for wrong in (3, "text", None):
    try:
        str(wrong, "utf-8")
    except TypeError as error:
        print(error)
