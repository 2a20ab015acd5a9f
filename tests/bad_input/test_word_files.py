"""Word files that are broken, made to do harm, locked, or written by other programs than Word."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body, main=MAIN):
    return f"<w:document xmlns:w='{main}'><w:body>{body}</w:body></w:document>"


def refers(target="word/document.xml", kind=RELATIONSHIPS + "officeDocument"):
    return (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='r1' Type='{kind}' Target='{target}'/></Relationships>"
    )


BLANK = paragraph("关于培训的记事") + paragraph("全年开展培训xx场次，覆盖全部乡镇。")
TYPES = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType="
    "'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
)
MEMBERS = {"[Content_Types].xml": TYPES, "_rels/.rels": refers(), "word/document.xml": document(BLANK)}


def zipped(members, out=None, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO() if out is None else out
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body=BLANK, without=(), **options):
    """A Word file; members are added or replaced by `more`, a mapping."""
    members = {**MEMBERS, "word/document.xml": document(body), **options.pop("more", {})}
    return zipped({name: content for name, content in members.items() if name not in without}, **options)


def with_a_size_that_lies():
    """The directory says that document.xml holds 100 bytes, and it holds 60 MB."""
    content = bytearray(word(paragraph("甲" * 20_000_000)))
    struct.pack_into("<I", content, content.rindex(b"word/document.xml") - 46 + 24, 100)
    return bytes(content)


def with_two_documents():
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def with_a_locked_member():
    content = bytearray(word())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {one} '{f'&{before};' * 10}'>" for before, one in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(lambda: word(more={"word/media/a.bin": bytes(60_000_000)}), "more than 200 times", id="zip bomb"),
        pytest.param(
            lambda: word(more={f"word/{n}.bin": bytes(900_000) for n in range(250)}),
            "unpacks to more than",
            id="many bombs",
        ),
        pytest.param(with_a_size_that_lies, "broken or incomplete", id="a size that lies"),
        pytest.param(
            lambda: word(more={f"word/{n}.xml": "" for n in range(6000)}),
            "more than 5,000 parts",
            id="thousands of parts",
        ),
        pytest.param(
            lambda: word(more={"word/document.xml": OUTSIDE + document(paragraph("&x;"))}),
            "DOCTYPE",
            id="outside entity",
        ),
        pytest.param(
            lambda: word(more={"word/document.xml": LAUGHS + document(paragraph("&j;"))}),
            "DOCTYPE",
            id="billion laughs",
        ),
        pytest.param(lambda: word("<x>" * 300 + "</x>" * 300), "256 deep", id="deep nesting"),
        pytest.param(with_two_documents, "two parts of the same name", id="two documents"),
        pytest.param(lambda: word(without=["word/document.xml"]), "no word/document.xml inside", id="no document"),
        pytest.param(lambda: word()[:-200], "broken or incomplete", id="cut short"),
        pytest.param(lambda: word()[:300], "broken or incomplete", id="cut in half"),
        pytest.param(with_a_locked_member, "a zip with a password", id="a locked zip"),
        pytest.param(lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "with a password", id="a password"),
        pytest.param(
            lambda: zipped({f"总结/{name}": content for name, content in MEMBERS.items()}),
            "unpack it",
            id="a zipped folder",
        ),
        pytest.param(lambda: word("<w:p><w:r><w:drawing/></w:r></w:p>"), "pictures without text", id="a scan"),
        pytest.param(lambda: word("<w:p><w:r><w:pict/></w:r></w:p>"), "pictures without text", id="an old scan"),
        pytest.param(lambda: word("<w:altChunk/>"), "inserted from another file", id="another file inside"),
    ],
)
def test_a_word_file_that_can_not_be_read_is_named(write, failed, content, says):
    write("总结.docx", content())
    started = time.process_time()
    error, rows, _ = failed("总结.docx")
    assert says in error["message"]
    assert [row["verdict"] for row in rows] == ["unchecked"]
    assert time.process_time() - started < 10


def test_an_outside_entity_shows_nothing_of_the_file_that_it_names(write, run):
    write("secret.txt.key", "a secret")
    outside = "<!DOCTYPE x [<!ENTITY x SYSTEM 'secret.txt.key'>]>"
    write("总结.docx", word(more={"word/document.xml": outside + document(paragraph("全年开展培训xx场次&x;"))}))
    assert "a secret" not in "".join(map(str, run("check", "总结.docx", "--format", "html")))


def test_pictures_beside_text_are_no_scan(write, report):
    write("总结.docx", word(BLANK + "<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert report("总结.docx")["code"] == 1


def streamed():
    """As programs write that can't go back: the sizes of each member stand behind it."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    return zipped(MEMBERS, Pipe())


def with_large_sizes():
    """As zip64, though no size needs it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in MEMBERS.items():
            with file.open(name, "w", force_zip64=True) as member:
                member.write(content.encode())
    return out.getvalue()


def with_another_main_part(target):
    return word(
        without=["word/document.xml"], more={"_rels/.rels": refers(target), "word/document2.xml": document(BLANK)}
    )


def strict():
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    return word(more={"_rels/.rels": refers(kind=kind), "word/document.xml": document(BLANK, STRICT)})


def in_encoding(encoding):
    return f"<?xml version='1.0' encoding='{encoding}'?>{document(BLANK)}".encode(encoding)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.docx", word() + bytes(300), id="zeros behind the zip"),
        pytest.param("a.docx", word() + b"<html>ended by a mail gateway</html>\r\n" * 40, id="a text behind the zip"),
        pytest.param("a.docx", streamed(), id="sizes behind the members"),
        pytest.param("a.docx", with_large_sizes(), id="zip64"),
        pytest.param("a.docx", word(method=zipfile.ZIP_STORED), id="not packed"),
        pytest.param("a.docx", with_another_main_part("word/document2.xml"), id="a main part of another name"),
        pytest.param("a.docx", with_another_main_part("/word/document2.xml"), id="a main part named from the root"),
        pytest.param("a.docx", strict(), id="strict"),
        pytest.param("a.docx", word(without=["[Content_Types].xml"]), id="no content types"),
        pytest.param(
            "a.docx", word(more={"[Content_Types].xml": TYPES.replace("main+xml", "wps+xml")}), id="odd types"
        ),
        pytest.param("a.docx", word(without=["_rels/.rels"]), id="no relationships"),
        pytest.param("a.docx", word(more={"__MACOSX/word/._document.xml": b"\0\5", ".DS_Store": "x"}), id="from a Mac"),
        pytest.param("a.docx", word(more={"word/document.xml": in_encoding("utf-16")}), id="UTF-16 inside"),
        pytest.param("a.docx", word(more={"word/document.xml": in_encoding("gb2312")}), id="GB 2312 inside"),
        pytest.param("a.docm", word(more={"word/vbaProject.bin": OLE}), id="macros"),
        pytest.param("a.dotx", word(), id="a template"),
        pytest.param("a.doc", word(), id="named as an old one"),
        pytest.param("a.wps", word(), id="named as one of WPS"),
        pytest.param("a.txt", word(), id="named as a text"),
        pytest.param("a", word(), id="without a suffix"),
    ],
)
def test_a_word_file_is_read_whoever_wrote_it(write, report, blanks_in, name, content):
    write(name, content)
    found = report(name)
    assert (found["code"], blanks_in(name, found)) == (1, ["xx"])


def test_members_that_lead_outside_are_never_unpacked(write, report, blanks_in, folder):
    before = sorted(folder.parent.rglob("*"))
    write("a.docx", word(more={"../../x.xml": "<x/>", "../x.xml": "<x/>", "/tmp/summarylint-x.xml": "<x/>"}))
    assert blanks_in("a.docx", report("a.docx")) == ["xx"]
    assert sorted(folder.parent.rglob("*")) == sorted([*before, folder / "a.docx"])


def inserted(text):
    return f"<w:ins w:id='1' w:author='甲'><w:r><w:t>{text}</w:t></w:r></w:ins>"


def deleted(text):
    return f"<w:del w:id='2' w:author='甲'><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def changes_in(found):
    return [(one["severity"], one["data"]) for one in found["findings"] if one["rule"] == "document/tracked-changes"]


def test_tracked_changes_are_checked_as_accepted_and_told_once(write, report, blanks_in):
    body = f"<w:p>{inserted('全年开展培训xx场次。')}{deleted('全年开展宣讲xx场次。')}</w:p>"
    write("a.docx", word(paragraph("关于培训的记事") + body + f"<w:p>{inserted('群众满意。')}</w:p>"))
    found = report("a.docx")
    assert blanks_in("a.docx", found) == ["xx"]
    assert changes_in(found) == [("info", {"insertions": 2, "deletions": 1})]


def test_tracked_changes_alone_do_not_fail(write, report):
    write("a.docx", word(paragraph("关于培训的记事") + f"<w:p>{deleted('宣讲xx场次')}{inserted('群众满意。')}</w:p>"))
    found = report("a.docx")
    assert (found["code"], changes_in(found)) == (0, [("info", {"insertions": 1, "deletions": 1})])
    assert report("a.docx", "--fail-on", "info")["code"] == 1


def test_moved_text_is_inserted_and_deleted(write, report):
    moved = "<w:moveFrom><w:r><w:t>宣讲</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>宣讲</w:t></w:r></w:moveTo>"
    write("a.docx", word(paragraph("记事") + "".join(f"<w:p>{one}</w:p>" for one in moved)))
    assert changes_in(report("a.docx")) == [("info", {"insertions": 1, "deletions": 1})]


def test_where_all_is_struck_out_nothing_is_left_and_the_changes_say_why(write, report):
    write("a.docx", word(f"<w:p>{deleted('全年开展培训xx场次。')}</w:p>"))
    assert report("a.docx")["summary"]["by_rule"] == {"document/empty": 1, "document/tracked-changes": 1}


def test_changed_formats_and_ends_of_paragraphs_are_no_changes_of_text(write, report):
    marks = "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    write("a.docx", word(f"<w:p>{marks}</w:p>"))
    assert changes_in(report("a.docx")) == []


@pytest.mark.parametrize("name", ["a.docm", "a.DOTX", "a.dotm"])
def test_macros_are_given_back_untouched_under_a_name_that_word_opens(write, run, folder, name):
    content = word(paragraph("通过AAA群发布通知，全年培训xx场次。"), more={"word/vbaProject.bin": OLE})
    write(name, content)
    assert run("annotate", name, "-o", "back").code == 0
    given_back = f"a.checked{name[1:]}"
    assert sorted(path.name for path in (folder / "back").iterdir()) == [given_back]
    assert run("fix", name).code == 0
    for path in (folder / "back" / given_back, folder / name):
        with zipfile.ZipFile(path) as file:
            assert file.read("word/vbaProject.bin") == OLE
    assert run("annotate", folder / "back" / given_back, "-o", "clean", "--clean").code == 0
    assert [path.name for path in (folder / "clean").iterdir()] == [given_back]
