# argparse: parents, groups inside groups, wrapped usage, metavars of several values, what is refused, reprs.
import argparse
import os
import warnings

os.environ["COLUMNS"] = "80"
warnings.simplefilter("ignore")


def shown(make):
    try:
        result = make()
        print(result.format_help() if isinstance(result, argparse.ArgumentParser) else result)
    except (ValueError, TypeError, argparse.ArgumentError) as error:
        print(type(error).__name__, error)


def parser(**options):
    return argparse.ArgumentParser(prog="PROG", **options)


def base():
    p = parser(add_help=False)
    p.add_argument("-b", type=int, help="b help")
    g = p.add_argument_group("titled", "What it is about, %(prog)s.")
    g.add_argument("--d", default=3)
    m = g.add_mutually_exclusive_group(required=True)
    m.add_argument("--x", action="store_true", help="x help")
    m.add_argument("--y", metavar="Y", help=argparse.SUPPRESS)
    m.add_argument("--z", choices=[1, 2], help="z help")
    p.add_argument("items", nargs="*", metavar="MORE")
    return p


print(parser(parents=[base()], description="About %(prog)s").format_help())
shown(lambda: parser(parents=[base(), base()]))
shown(lambda: parser(parents=[parser()]))


def wrapped(prog="PROG", count=6):
    p = argparse.ArgumentParser(prog=prog)
    for i in range(count):
        p.add_argument(f"--option{i}", nargs=[None, "?", "*", "+", 2, "..."][i % 6], help="text " * 9)
    p.add_argument("one", nargs="?")
    p.add_argument("several", nargs="+", metavar="S")
    p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="flag (%(default)s)")
    return p


print(wrapped().format_help())
print(wrapped("a_program_with_a_name_that_is_longer_than_most_are_by_far_and_more").format_usage())
os.environ["COLUMNS"] = "30"
print(wrapped(count=3).format_help())
os.environ["COLUMNS"] = "80"


def nested():
    p = parser()
    outer = p.add_mutually_exclusive_group()
    outer.add_argument("-a")
    inner = outer.add_mutually_exclusive_group(required=True)
    inner.add_argument("-b")
    inner.add_argument("-c")
    p.add_argument("-d", action="count")
    loose = p.add_mutually_exclusive_group()
    loose.add_argument("-e")
    p.add_argument("-f", action="append_const", const=1)
    loose.add_argument("word", nargs="?")
    return p


print(nested().format_usage())
p = parser()
p.add_argument("name")
sub = p.add_subparsers(title="commands", metavar="CMD")
sub.add_parser("a", help="does a", aliases=["aa"]).add_argument("x")
sub.add_parser("b")
print(p.format_help(), sub.choices["a"].format_usage())
for wrong in (
    lambda: sub.add_parser("a"),
    lambda: sub.add_parser("c", aliases=["aa"]),
    lambda: parser().add_argument("-x", metavar=("A", "B")),
    lambda: parser().add_argument("x", nargs=2, metavar=("A",)),
    lambda: parser().add_argument("x", nargs="*", metavar=("A", "B", "C")),
    lambda: parser().add_argument("x", dest="y"),
    lambda: parser().add_argument("--"),
    lambda: parser().add_argument("-x", "y"),
    lambda: parser().add_argument(),
    lambda: parser().add_argument("x", type=argparse.FileType),
    lambda: parser().add_argument("x", type=3),
    lambda: parser().add_argument("x", required=True),
    lambda: parser().add_argument("--help"),
    lambda: parser(conflict_handler="guess"),
    lambda: parser().add_mutually_exclusive_group().add_argument("x"),
    lambda: parser().add_argument("--foo", "-a", type=int, nargs="+", default=42, help="FOO"),
    lambda: repr(parser(description="d")),
    lambda: argparse.Namespace(a=1, **{"b c": 2}),
):
    shown(wrong)
p = parser(conflict_handler="resolve")
p.add_argument("-f", "--foo", help="old")
p.add_argument("--foo", help="new")
p.add_argument("-h", action="store_true")
print(p.format_help())
