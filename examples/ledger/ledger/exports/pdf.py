import os
import subprocess


def render_pdf(html, name):
    source = "/tmp/" + name + ".html"
    with open(source, "w") as file:
        file.write(html)
    subprocess.call("wkhtmltopdf " + source + " /tmp/" + name + ".pdf", shell=True)
    return "/tmp/" + name + ".pdf"


def stamp(path, text):
    os.system("convert %s -annotate 0 '%s' %s" % (path, text, path))
    return path
