/**
 * What the built-in functions and methods do, in a sentence each: for `?` and `help()`, where the value itself has no docstring.
 *
 * One line per name, `name: sentence`; below a heading `[type]` stand that type's methods.
 */
import { PyBoundMethod, PyBuiltin, PySlotWrapper } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, type Value } from '../../src/python/object/object.js'

const TEXT = `
abs: The absolute value of a number.
aiter: An asynchronous iterator over an asynchronous iterable.
all: True if every element of the iterable is true, also when it is empty.
any: True if some element of the iterable is true; False when it is empty.
ascii: The repr of an object with everything beyond ASCII escaped.
bin: An integer in binary notation, such as '0b101'.
breakpoint: Would enter a debugger.
callable: True if the object can be called, as functions, classes and objects with __call__ can.
chr: The one-character string of a Unicode code point.
compile: Compiles source text into a code object for exec() or eval().
delattr: Deletes an attribute by name: delattr(x, 'y') is del x.y.
dir: The names of an object's attributes, sorted; without an argument the names in the current scope.
divmod: The pair (x // y, x % y).
enumerate: Pairs of a count, from start, and the elements of an iterable.
eval: The value of an expression given as text or code object.
exec: Runs statements given as text or code object.
filter: The elements of an iterable for which the function is true; with None, the true elements.
format: A value as text in the given format specification.
getattr: An attribute by name: getattr(x, 'y') is x.y; the default, if given, where there is none.
globals: The dictionary of the current module's global variables.
hasattr: True if the object has an attribute of that name.
hash: The hash value of an object; equal objects have equal hashes.
help: Shows what is known of an object.
hex: An integer in hexadecimal notation, such as '0xff'.
id: The identity of an object: an integer that no other living object has.
input: Prints the prompt and reads a line, without its end.
isinstance: True if the object is an instance of the class, of a subclass, or of one in a tuple of classes.
issubclass: True if the class is the other class, derived from it, or from one in a tuple of classes.
iter: An iterator over an object; with a sentinel, over the results of calls until one equals it.
len: The number of items in a container.
locals: A dictionary of the current scope's local variables.
map: The results of calling the function with the elements of the iterables, in parallel.
max: The largest of the arguments, or of an iterable's elements, by the key function if there is one.
min: The smallest of the arguments, or of an iterable's elements, by the key function if there is one.
next: The next element of an iterator; the default, if given, when it is exhausted.
oct: An integer in octal notation, such as '0o17'.
open: Opens a file and gives a file object to read or write it with.
ord: The Unicode code point of a one-character string.
pow: base ** exp, or base ** exp % mod, computed without the large intermediate number.
print: Prints the values to a stream, sys.stdout if not given, with sep between them and end after the last.
repr: The text of an object as code would write it, where that is possible.
reversed: An iterator over a sequence from its end.
round: A number rounded to ndigits after the point, halves to the even digit; to an integer if ndigits is None.
setattr: Sets an attribute by name: setattr(x, 'y', v) is x.y = v.
sorted: A new list of the elements in ascending order, by the key function if there is one; reverse turns it round.
sum: The start value plus the elements of an iterable.
vars: The __dict__ of an object; without an argument the same as locals().
zip: Tuples of the first elements, the second elements… of several iterables, until the shortest ends.
[bool]
: True or False: the truth of a value.
[bytearray]
: A mutable sequence of bytes.
[bytes]
: An immutable sequence of bytes.
decode: The text that the bytes encode.
hex: The bytes as hexadecimal digits.
fromhex: Bytes from a string of hexadecimal digits.
[classmethod]
: Makes a function a method of the class: its first argument is the class.
[complex]
: A complex number, from a real and an imaginary part or from text.
conjugate: The complex conjugate.
[dict]
: A mapping from keys to values, in the order in which the keys came; from pairs, another mapping, or keywords.
clear: Removes all items.
copy: A shallow copy.
fromkeys: A new dictionary with these keys, all with the same value.
get: The value of a key, or the default where the key is missing.
items: A view of the (key, value) pairs.
keys: A view of the keys.
pop: Removes a key and gives its value; the default, if given, where the key is missing, else KeyError.
popitem: Removes the latest (key, value) pair and gives it.
setdefault: The value of a key; where it is missing it is first set to the default.
update: Takes over the items of another mapping, of pairs, or of keywords.
values: A view of the values.
[float]
: A floating-point number of 64 bits, from a number or text.
as_integer_ratio: A pair of integers whose ratio is exactly this number.
fromhex: A float from its hexadecimal text.
hex: The float exactly, in hexadecimal notation.
is_integer: True if the float has no fractional part.
[frozenset]
: An immutable set, which can be a key or an element.
[int]
: An integer of any size, from a number or from text in the given base.
as_integer_ratio: The integer and 1.
bit_count: How many ones the binary notation of the absolute value has.
bit_length: How many bits the absolute value needs.
from_bytes: An integer from its bytes, most significant first ('big') or last ('little').
to_bytes: The integer as that many bytes.
[list]
: A mutable sequence; from the elements of an iterable.
append: Adds an object to the end of the list.
clear: Removes all items.
copy: A shallow copy.
count: How often a value occurs.
extend: Adds all elements of an iterable to the end.
index: The position of the first item that equals the value; ValueError where there is none.
insert: Puts an object before a position.
pop: Removes the item at a position, the last if not given, and returns it.
remove: Removes the first item that equals the value; ValueError where there is none.
reverse: Turns the order of the items round, in place.
sort: Sorts the list in ascending order, in place and stably, by the key function if there is one.
[object]
: The base of all classes; its instances have no attributes.
[property]
: An attribute that functions compute: get, set and delete it.
setter: The property with another function that sets it.
[range]
: The integers from start (0) up to but without stop, by step (1).
[set]
: A mutable set of distinct hashable objects.
add: Adds an element.
clear: Removes all elements.
copy: A shallow copy.
difference: The elements that none of the others has.
difference_update: Removes the elements of the others.
discard: Removes an element if it is there.
intersection: The elements that all have.
intersection_update: Keeps only the elements that all have.
isdisjoint: True if the two have no element in common.
issubset: True if the other has every element of this one.
issuperset: True if this one has every element of the other.
pop: Removes some element and returns it.
remove: Removes an element; KeyError where it is missing.
symmetric_difference: The elements that exactly one of the two has.
symmetric_difference_update: Becomes the elements that exactly one of the two has.
union: The elements that any of them has.
update: Adds the elements of the others.
[slice]
: What x[start:stop:step] passes to x.
indices: start, stop and step for a sequence of that length.
[staticmethod]
: Makes a function of a class that takes neither the instance nor the class.
[str]
: Text: the object as str() shows it, or bytes decoded.
capitalize: The text with its first character in uppercase and the others in lowercase.
casefold: The text for comparisons that ignore case.
center: The text in the middle of that many columns.
count: How often a substring occurs, not overlapping.
encode: The text as bytes in the encoding.
endswith: True if the text ends with the suffix, or with one of a tuple of suffixes.
expandtabs: The text with tabs filled up by spaces.
find: The lowest index at which the substring begins, or -1.
format: The text with its {fields} replaced by the arguments.
format_map: The text with its {fields} replaced from a mapping.
index: The lowest index at which the substring begins; ValueError where there is none.
isalnum: True if all characters are letters or digits, and there is at least one.
isalpha: True if all characters are letters, and there is at least one.
isascii: True if all characters are ASCII, or there are none.
isdecimal: True if all characters are decimal digits, and there is at least one.
isdigit: True if all characters are digits, and there is at least one.
isidentifier: True if the text could be a name.
islower: True if all cased characters are lowercase, and there is at least one.
isnumeric: True if all characters are numeric, and there is at least one.
isprintable: True if every character can be printed.
isspace: True if all characters are white space, and there is at least one.
istitle: True if every word begins with uppercase and goes on in lowercase.
isupper: True if all cased characters are uppercase, and there is at least one.
join: The strings of an iterable, with this one between them.
ljust: The text at the left of that many columns.
lower: The text with all letters in lowercase.
lstrip: The text without white space, or without the characters given, at its start.
maketrans: A table for translate().
partition: The text before the separator, the separator, and the text after it.
removeprefix: The text without the prefix, if it begins with it.
removesuffix: The text without the suffix, if it ends with it.
replace: The text with a substring replaced, everywhere or the first count times.
rfind: The highest index at which the substring begins, or -1.
rindex: The highest index at which the substring begins; ValueError where there is none.
rjust: The text at the right of that many columns.
rpartition: As partition(), at the last separator.
rsplit: The words of the text, split from its end.
rstrip: The text without white space, or without the characters given, at its end.
split: The words of the text as a list, split at the separator or at white space, at most maxsplit times.
splitlines: The lines of the text as a list.
startswith: True if the text begins with the prefix, or with one of a tuple of prefixes.
strip: The text without white space, or without the characters given, at both ends.
swapcase: The text with uppercase and lowercase exchanged.
title: The text with each word begun in uppercase.
translate: The text with each character replaced by a table.
upper: The text with all letters in uppercase.
zfill: The text filled with zeros at its left, after a sign.
[super]
: The methods of the classes after this one in the order of inheritance.
[tuple]
: An immutable sequence; from the elements of an iterable.
count: How often a value occurs.
index: The position of the first item that equals the value; ValueError where there is none.
[type]
: The class of an object; with name, bases and dict, a new class.
`

let sentences: Map<string, string> | undefined

/** The sentence of `len`, `str` or `str.upper`. */
const sentence = (name: string): string | undefined => {
  if (sentences === undefined) {
    sentences = new Map()
    let type = ''
    for (const line of TEXT.split('\n')) {
      const heading = /^\[(\w+)\]$/.exec(line)
      if (heading) type = heading[1]
      const [, entry, text] = /^(\w*): (.*)$/.exec(line) ?? []
      if (text) sentences.set(entry === '' ? type : type === '' ? entry : `${type}.${entry}`, text)
    }
  }
  return sentences.get(name)
}

/** What is known here of a built-in function, method or type. */
export const documentationOf = (value: Value): string | undefined => {
  if (value instanceof PyBoundMethod) return documentationOf(value.func)
  if (value instanceof PyType) return value.module === 'builtins' ? sentence(value.name) : undefined
  if (value instanceof PySlotWrapper) return `The special method __${value.slot}__.`
  if (!(value instanceof PyBuiltin)) return undefined
  // What frozenset and bytearray share with set and bytes is told there.
  return (
    sentence(value.qualname) ??
    sentence(value.qualname.replace(/^frozenset\./, 'set.')) ??
    sentence(value.qualname.replace(/^(bytes|bytearray)\./, 'str.'))
  )
}

/** The header of CPython's help. */
export const titleOf = (value: Value): string | undefined => {
  if (value instanceof PyModule) return `module ${value.name}`
  if (value instanceof PyType) return `class ${value.name} in module ${value.module}`
  return undefined
}
