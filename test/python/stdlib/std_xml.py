# xml.etree.ElementTree: annotations as data sets have them, paths, namespaces, texts and errors.
import io
import xml.etree.ElementTree as ET

VOC = """<?xml version="1.0" encoding="utf-8"?>
<!-- an annotation -->
<annotation verified="yes">
    <filename>a &amp; b.jpg</filename>
    <size><width>500</width><height>375</height></size>
    <object><name>dog</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object>
    <object kind='x "y"'><name>cat</name>tail<empty/></object>
</annotation>
"""
root = ET.fromstring(VOC)
print(root.tag, root.attrib, len(root), root[0].text, [child.tag for child in root])
for obj in root.findall("object"):
    box = obj.find("bndbox")
    print(obj.find("name").text, None if box is None else [int(each.text) for each in box], obj.attrib)
print(root.findtext("size/width"), root.findtext("none", "default"), root.find("none"), [e.tag for e in root.iter()][:5])
for path in ("object/name", ".//xmin", "object[2]", "object[last()]", "object[name='dog']/bndbox/*", "*[@kind]", "size/..", "object[bndbox]", ".//*[.='cat']", "object[@kind='x \"y\"']/name"):
    print(path, [each.tag for each in root.findall(path)])
for path in ("/object", "object[0]", "a:b"):
    try:
        print(root.findall(path))
    except SyntaxError as error:
        print(type(error).__name__, error)
print(ET.tostring(root[3]))
print(ET.tostring(root, encoding="unicode")[:60])
tree = ET.ElementTree(root)
out = io.BytesIO()
tree.write(out, encoding="utf-8", xml_declaration=True)
print(out.getvalue()[:90])

made = ET.Element("a", {"x": "1"}, y="<2>")
ET.SubElement(made, "b").text = "text é < >"
ET.SubElement(made, "c", z='"q"').tail = "after"
made.append(ET.Comment(" note "))
print(ET.tostring(made), ET.tostring(made, encoding="unicode", short_empty_elements=False))
ET.indent(made)
print(ET.tostring(made, encoding="unicode"))
ET.dump(made)
made.set("x", "3"); made.remove(made[0])
print(made.get("x"), made.get("none", 0), list(made.keys()), "".join(made.itertext()))

spaced = ET.fromstring('<r xmlns="http://d" xmlns:p="http://p"><p:a p:k="v"/><b xml:lang="en"/></r>')
print(spaced.tag, spaced[0].tag, spaced[0].attrib, spaced[1].attrib)
print(ET.tostring(spaced), spaced.find("p:a", {"p": "http://p"}) is spaced[0], spaced.find("{*}b") is spaced[1])
ET.register_namespace("q", "http://p")
print(ET.tostring(spaced, encoding="unicode"))
print(ET.fromstring("<a><![CDATA[<x> & y]]>z&#65;&#x42;</a>").text)
for bad in ("", "<a>", "<a></b>", "<a b=1/>", "text", "<a/><b/>", "<a>&nope;</a>", "<a b='1' b='2'/>", "<p:a/>", "<a>\n  <b>\n</a>"):
    try:
        ET.fromstring(bad)
    except ET.ParseError as error:
        print(error, error.code, error.position)
for event, each in ET.iterparse(io.StringIO("<a><b>1</b><c/></a>"), events=("start", "end")):
    print(event, each.tag, end=" ")
print()
try:
    ET.tostring(ET.Element("a", x=1))
except TypeError as error:
    print(error)
