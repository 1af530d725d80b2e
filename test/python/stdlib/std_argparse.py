import argparse, sys
def t(argv, p=None):
    try: print(p.parse_args(argv))
    except SystemExit as e: print('exit', e.code)
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog='prog', description='A demo program that has a long description to be wrapped over several lines of the help text.', epilog='The end.')
p.add_argument('file', help='the file'); p.add_argument('rest', nargs='*', type=int)
p.add_argument('-v', '--verbose', action='store_true', help='be loud'); p.add_argument('--lr', type=float, default=1e-3, metavar='LR', help='learning rate (default: %(default)s)')
p.add_argument('--opt', choices=['sgd', 'adam'], default='sgd'); p.add_argument('-n', '--num-workers', type=int, default=4); p.add_argument('--list', nargs='+', type=int); p.add_argument('--pair', nargs=2); p.add_argument('-q', action='count', default=0); p.add_argument('--append', action='append'); p.add_argument('--no-cuda', dest='cuda', action='store_false'); p.add_argument('--const', action='store_const', const=42); p.add_argument('--version', action='version', version='%(prog)s 1.0'); p.add_argument('--maybe', nargs='?', const='c', default='d'); p.add_argument('--secret', help=argparse.SUPPRESS)
for a in (['f'], ['f', '1', '2', '-v', '--lr', '0.1', '--opt=adam', '-n8', '-qqq', '--append', 'a', '--append', 'b', '--no-cuda', '--const', '--maybe', '--list', '1', '2'], ['f', '--pair', 'a', 'b', '--maybe', 'x'], [], ['f', '--opt', 'zz'], ['f', '--lr', 'abc'], ['f', '--unknown'], ['f', 'x'], ['f', '--pair', 'a'], ['--version'], ['-h'], ['f', '--num', '3'], ['f', '--', '5'], ['f', '--l', '1'], ['f', '--verbose=1'], ['f', '--list']): print(a); t(a, p)
q = argparse.ArgumentParser(prog='q', formatter_class=argparse.ArgumentDefaultsHelpFormatter, add_help=True)
g = q.add_argument_group('model', 'model options'); g.add_argument('--dim', type=int, default=64, help='width'); m = q.add_mutually_exclusive_group(required=True); m.add_argument('--a', action='store_true', help='a'); m.add_argument('--b', action='store_true')
q.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='flag'); q.add_argument('--req', required=True, help='needed')
for a in (['--a', '--req', '1'], ['--a', '--b', '--req', '1'], ['--req', '1'], ['--a'], ['--a', '--req', '1', '--no-flag'], ['--help']): print(a); t(a, q)
s = argparse.ArgumentParser(prog='s'); sub = s.add_subparsers(dest='cmd', help='commands', required=True, metavar='CMD'); tr = sub.add_parser('train', help='train it', aliases=['t']); tr.add_argument('--epochs', type=int, default=1); ev = sub.add_parser('eval', help='evaluate'); ev.add_argument('ckpt'); tr.set_defaults(func=len)
for a in (['train', '--epochs', '5'], ['eval', 'x'], ['t'], [], ['bad'], ['-h'], ['train', '-h'], ['eval']): print(a); t(a, s)
r = argparse.ArgumentParser(prog='r', prefix_chars='-+', fromfile_prefix_chars='@', argument_default=argparse.SUPPRESS, usage='r [opts]', conflict_handler='resolve'); r.add_argument('+x', type=int); r.add_argument('-x'); print(r.parse_args([]), r.parse_args(['+x', '1'])); print(r.format_help())
def pos(v):
    v = int(v)
    if v <= 0: raise argparse.ArgumentTypeError('must be positive')
    return v
u = argparse.ArgumentParser(prog='u'); u.add_argument('--p', type=pos, default='7'); u.add_argument('--b', type=lambda s: s == 'yes'); u.add_argument('--f', type=open)
for a in (['--p', '-3'], ['--p', 'x'], ['--b', 'yes'], []): print(a); t(a, u)
ns = argparse.Namespace(a=1, b='x'); print(ns, ns == argparse.Namespace(a=1, b='x'), 'a' in ns, vars(ns)); u.set_defaults(zz=9); print(u.get_default('zz'), u.parse_args([]).zz)
class Act(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None): setattr(namespace, self.dest, values.upper())
w = argparse.ArgumentParser(prog='w', formatter_class=argparse.RawDescriptionHelpFormatter, description='line1\n  line2'); w.add_argument('--up', action=Act); w.add_argument('--very-long-option-name-here', help='some help that is long enough to be wrapped around the end of the line', metavar='VALUE'); w.add_argument('pos', nargs='+', choices=['a', 'b']); w.add_argument('--bool', type=bool, nargs='*'); print(w.parse_args(['--up', 'x', 'a', 'b'])); print(w.format_help()); t(['c'], w)
try: w.add_argument('--up')
except argparse.ArgumentError as e: print(e)
par = argparse.ArgumentParser(add_help=False); par.add_argument('--shared', default=1); ch = argparse.ArgumentParser(prog='ch', parents=[par]); print(ch.parse_args([]), ch.parse_args(['--shared=2'])); ch.exit_on_error = False
try: w.error('custom')
except SystemExit as e: print(e.code)
x = argparse.ArgumentParser(prog='x'); x.add_argument('--n', type=int); x.add_argument('rem', nargs=argparse.REMAINDER); print(x.parse_args(['--n', '1', 'a', '--b', 'c'])); y = argparse.ArgumentParser(prog='y'); y.add_argument('a', nargs='?', default='dd'); y.add_argument('-f', type=argparse.FileType('r'), default=None); print(y.parse_args([]), y.parse_args(['-5']) if 0 else ''); z = argparse.ArgumentParser(prog='z'); z.add_argument('--neg', type=int); z.add_argument('x', type=float); print(z.parse_args(['--neg', '-3', '-1.5']))
