# argparse: formatters, registered actions, groups of commands, and which positional takes what.
import argparse, sys, os
os.environ['COLUMNS'] = '80'
def attempt(f, *a, **k):
    try: r = f(*a, **k); print(r)
    except SystemExit as e: print('exit', e.code)
    except BaseException as e: print(type(e).__name__, e)
sys.stderr = sys.stdout
p = argparse.ArgumentParser('prog', description='A tool\n  with lines', epilog='The end\n  indented', formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument('file', help='input\n  file'); p.add_argument('-o', '--out', default='x', metavar='OUT', help='output (default: %(default)s)'); p.print_help()
p = argparse.ArgumentParser('prog', description='A\n tool', epilog='e', formatter_class=argparse.RawTextHelpFormatter)
p.add_argument('--mode', choices=['a', 'b'], help='the mode:\n  a: first\n  b: second'); g = p.add_argument_group('extra', 'group\n  desc'); g.add_argument('--n', type=int, default=3, help='count'); p.print_help()
p = argparse.ArgumentParser('prog', formatter_class=argparse.MetavarTypeHelpFormatter); p.add_argument('--a', type=int); p.add_argument('b', type=float); p.print_help()
p = argparse.ArgumentParser('prog', formatter_class=argparse.ArgumentDefaultsHelpFormatter); p.add_argument('--a', type=int, default=4, help='an a'); p.add_argument('--flag', action='store_true', help='f'); p.add_argument('--none', help='n'); p.add_argument('pos', nargs='?', default='d', help='pp'); p.print_help()
p = argparse.ArgumentParser('prog'); p.add_argument('--str', dest='t', action='append_const', const=str); p.add_argument('--int', dest='t', action='append_const', const=int); attempt(p.parse_args, '--str --int'.split())
class My(argparse.Action):
    def __call__(self, parser, ns, values, option_string=None): setattr(ns, self.dest, ('my', values, option_string))
p = argparse.ArgumentParser('prog'); p.register('action', 'mine', My); p.register('type', 'hex', lambda s: int(s, 16)); p.add_argument('--x', action='mine'); p.add_argument('--h2', type='hex'); p.add_argument('-y', action=My, nargs=2); attempt(p.parse_args, '--x 1 --h2 ff -y 3 4'.split())
p = argparse.ArgumentParser('prog', usage=argparse.SUPPRESS); p.add_argument('x'); p.print_help()
attempt(lambda: repr(argparse.FileType('w', encoding='utf-8'))); 
p = argparse.ArgumentParser('prog', exit_on_error=False); p.add_argument('--i', type=int); attempt(p.parse_args, ['--i', 'x'])
p = argparse.ArgumentParser('prog'); p.add_argument('--foo'); p.add_argument('cmd'); p.add_argument('rest', nargs='*', type=int); attempt(p.parse_intermixed_args, 'doit 1 --foo bar 2 3'.split()); attempt(p.parse_known_args, 'a --zz 1 --foo q'.split())
p = argparse.ArgumentParser('prog'); p.add_argument('-v', '--verbose', action='count', default=0); p.add_argument('-q', action='store_const', const=5, help=argparse.SUPPRESS); p.add_argument('--lr', type=float, default=1e-3); p.add_argument('--sizes', nargs='+', type=int); p.add_argument('--opt', nargs='?', const='c', default='d'); p.add_argument('--pair', nargs=2, metavar=('A','B'), help='two'); attempt(p.parse_args, '-vvv --lr .5 --sizes 1 2 --opt --pair x y'.split()); attempt(p.parse_args, ['--lr', 'z']); attempt(p.parse_args, ['--sizes']); attempt(p.parse_args, ['--pair', '1']); attempt(p.parse_args, ['extra']); attempt(p.parse_args, ['--ver']); attempt(p.parse_args, ['-q']); p.print_help(); p.print_usage()
sp = argparse.ArgumentParser('prog'); sp.add_argument('--g', action='store_true'); s = sp.add_subparsers(dest='cmd', required=True, title='commands', description='the commands', help='which'); a = s.add_parser('train', help='train it', aliases=['t']); a.add_argument('--ep', type=int, default=1); b = s.add_parser('test', help='test it', description='Testing.'); b.add_argument('path'); sp.print_help(); attempt(sp.parse_args, 'train --ep 3'.split()); attempt(sp.parse_args, 'test'.split()); attempt(sp.parse_args, []); attempt(sp.parse_args, ['bad']); attempt(sp.parse_args, ['test', '-h']); attempt(sp.parse_args, ['--g', 't'])
p = argparse.ArgumentParser('prog'); m = p.add_mutually_exclusive_group(required=True); m.add_argument('--a', action='store_true'); m.add_argument('--b'); attempt(p.parse_args, ['--a', '--b', '1']); attempt(p.parse_args, []); attempt(p.parse_args, ['--b=3']); p.print_usage()
p = argparse.ArgumentParser('prog', fromfile_prefix_chars='@', prefix_chars='-+', argument_default=argparse.SUPPRESS); p.add_argument('+x', type=int); p.add_argument('--yy'); attempt(p.parse_args, ['+x', '3'])
p = argparse.ArgumentParser('prog'); p.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='the flag'); attempt(p.parse_args, ['--no-flag']); p.print_help(); print(argparse.Namespace(a=1) == argparse.Namespace(a=1), vars(argparse.Namespace(a=1, b='c')))
p = argparse.ArgumentParser('prog'); attempt(p.add_argument, '--a', action='nope'); attempt(p.add_argument, '--a', type='zz'); p.add_argument('--a'); attempt(p.add_argument, '--a'); attempt(p.add_argument, 'x', required=True); attempt(p.add_argument, '--n', nargs=0)
par = argparse.ArgumentParser(add_help=False); par.add_argument('--shared', default=1, help='sh'); ch = argparse.ArgumentParser('prog', parents=[par]); ch.add_argument('--own'); attempt(ch.parse_args, ['--shared', '2']); ch.print_help(); ch.set_defaults(own='z', extra=9); attempt(ch.parse_args, []); print(ch.get_default('own'))
p = argparse.ArgumentParser('a-long-program-name'); [p.add_argument(f'--option-number-{i}', help='some help text that is long enough to wrap around the column width of the terminal') for i in range(4)]; p.add_argument('positional_one'); p.print_help(); attempt(p.parse_args, ['-h'])
p = argparse.ArgumentParser('prog'); p.add_argument('--version', action='version', version='%(prog)s 2.0'); attempt(p.parse_args, ['--version']); p.add_argument('--ext', action='extend', nargs='+'); attempt(p.parse_args, '--ext a b --ext c'.split()); p.add_argument('-n', type=int); attempt(p.parse_args, ['-n', '-5']); attempt(p.parse_args, ['-n7'])
p = argparse.ArgumentParser('prog'); p.add_argument('a', type=int, choices=range(3)); attempt(p.parse_args, ['7']); attempt(p.parse_args, ['2']); p.add_argument('--', ) if 0 else None
def pos(s):
    if int(s) < 0: raise argparse.ArgumentTypeError('must be positive')
    return int(s)
p.add_argument('--pos', type=pos); attempt(p.parse_args, ['1', '--pos', '-3']); attempt(p.parse_args, ['1', '--pos', 'k']); attempt(p.error, 'my message')
def mk(*pos):
    p = argparse.ArgumentParser('prog'); p.add_argument('--foo'); p.add_argument('--flag', action='store_true')
    for n, k in pos: p.add_argument(n, **k)
    return p
for args in (['a', '1', '--foo', 'q', '2'], ['--foo', 'q', 'a', '1', '2'], ['a', '--flag', 'b'], ['a', 'b', 'c'], ['a'], [], ['--', '--foo'], ['a', '--', '--flag', 'c'], ['--flag', 'a', '--', 'b'], ['a', '--zz', 'b', '--foo', '1'], ['--foo=', 'x'], ['--fo', 'x', 'y'], ['-5', 'x']):
    for pos in ([('x', {}), ('rest', {'nargs': '*'})], [('x', {}), ('y', {'nargs': '?', 'default': 'D'})], [('x', {'nargs': '+'}), ('y', {})], [('x', {'nargs': 2})], [('x', {}), ('r', {'nargs': '...'})], [('x', {'nargs': '?'}), ('y', {'nargs': '*', 'default': [1]})]):
        attempt(mk(*pos).parse_args, args); attempt(mk(*pos).parse_known_args, args)
