# importlib.metadata: packages whose metadata lie on the path. What else is installed differs from place to place.
import importlib.metadata as metadata
import os
import shutil
import sys
import tempfile

folder = tempfile.mkdtemp()
inside = os.path.join(folder, "my_package-1.2.3.dist-info")
os.mkdir(inside)
lines = ["Metadata-Version: 2.1", "Name: my-package", "Version: 1.2.3", "Requires-Dist: torch>=2", "Requires-Dist: numpy", "", "All about it."]
with open(os.path.join(inside, "METADATA"), "w") as file:
    file.write("\n".join(lines) + "\n")
with open(os.path.join(inside, "top_level.txt"), "w") as file:
    file.write("my_package\nmy_tools\n")
sys.path.insert(0, folder)

for name in ("my-package", "My_Package", "my.package"):
    print(name, metadata.version(name))
found = metadata.distribution("my-package")
print(found.name, found.version, found.requires, metadata.requires("my_package"))
about = metadata.metadata("my-package")
print(about["Name"], about["name"], about["Nothing"], about.get_all("Requires-Dist"), "Version" in about)
print(found.read_text("top_level.txt").split(), found.read_text("nothing.txt"))
packages = metadata.packages_distributions()
print(packages["my_tools"], "torch" in packages, "no_such" in packages)
print("my-package" in {each.name for each in metadata.distributions()})
for ask in (metadata.version, metadata.requires, metadata.distribution):
    try:
        ask("no-such-package")
    except metadata.PackageNotFoundError as error:
        print(error, isinstance(error, ModuleNotFoundError), error.name)
try:
    metadata.version("")
except ValueError as error:
    print(error)
shutil.rmtree(folder)
