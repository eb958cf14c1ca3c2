import xml.etree.ElementTree as ElementTree

from lxml import etree


def read_statement(path):
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    tree = etree.parse(path, parser)
    return [entry.text for entry in tree.findall("//Ntry")]


def read_camt(text):
    root = ElementTree.fromstring(text)
    return [entry.get("ref") for entry in root.iter("entry")]
