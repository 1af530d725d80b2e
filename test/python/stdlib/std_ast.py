import ast
t = ast.parse("x = f(a, *b, c=1)\ndef g(x: int = 2, *, y) -> str:\n    '''d'''\n    return x if y else [*x]\nprint(f'{x!r:>3}')\n")
print(ast.dump(t)); print(ast.dump(t, indent=2, include_attributes=True)[:700])
class V(ast.NodeVisitor):
    def visit_Name(self, n): print(n.id, type(n.ctx).__name__, n.lineno, n.col_offset)
V().visit(t)
class T(ast.NodeTransformer):
    def visit_BinOp(self, n):
        self.generic_visit(n)
        return ast.copy_location(ast.BinOp(n.right, n.op, n.left), n)
e = T().visit(ast.parse("2 ** 3 - 1", mode="eval"))
print(eval(compile(e, "<e>", "eval")), ast.unparse(e))
m = ast.parse("def h(a, b=2):\n  match a:\n    case [x, *_]: return x + b\n  return [i for i in range(b)]\nprint(h([1]), h(3))")
exec(compile(m, "<m>", "exec"))
print(ast.literal_eval("{'a': [1, 2.5, -3j, (None, True)], b'x': {1, 2}, 'c': set()}"))
for bad in ["f()", "1 + 1", "a", "[", "", "-'a'", "1 if 1 else 2"]:
    try: print(ast.literal_eval(bad))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
print(ast.get_docstring(m.body[0]), ast.get_docstring(t.body[1]), ast.get_source_segment("x = é + 1", ast.parse("x = é + 1").body[0].value))
print([type(n).__name__ for n in ast.walk(ast.parse("a.b[c]"))], ast.Name("x"), ast.arg._fields, ast.arg.annotation) if 0 else print([type(n).__name__ for n in ast.walk(ast.parse("a.b[c]"))], ast.arg._fields, ast.arg.annotation)
try: ast.Name("x", ast.Load(), 3)
except TypeError as e: print(e)
try: compile(ast.Module([ast.Expr(ast.Name("x", ast.Load()))], []), "", "exec")
except TypeError as e: print(e)
fn = ast.Module([ast.Assign([ast.Name("q", ast.Store())], ast.Constant(42))], [])
ns = {}; exec(compile(ast.fix_missing_locations(fn), "", "exec"), ns); print(ns["q"])
print(ast.increment_lineno(ast.parse("a"), 5).body[0].lineno, issubclass(ast.Name, ast.expr), ast.Name.__mro__)

class Old(ast.NodeVisitor):
    def visit_Num(self, node): print("number", node.n)
    def visit_Str(self, node): print("text", node.s)
Old().visit(ast.parse("f(1, 'a', x=2.5)"))
print(isinstance(ast.Constant(1), ast.Num), isinstance(ast.Constant("a"), ast.Num), type(ast.Num(3)))
exec(compile("1 + 1", "<s>", "single"))
for bad in [ast.Module([ast.Assign([], ast.Constant(1))], []), ast.Module([ast.If(ast.Constant(1), [], [])], []),
            ast.Module([ast.Expr(ast.Name("x", ast.Store()))], []), ast.Module([ast.Expr(ast.BoolOp(ast.And(), [ast.Constant(1)]))], [])]:
    try: compile(ast.fix_missing_locations(bad), "", "exec")
    except ValueError as e: print(e)
