from os.path import basename as os_path
import sys
print(__name__, repr(__package__), os_path(__file__), sys.argv[0] == __file__, __name__ in sys.modules)
z = 3
