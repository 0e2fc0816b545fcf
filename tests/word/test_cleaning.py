"""What leaves the house says no more than its text."""

from portal.word import Note, Place, annotate, clean, read
from tests.word.lint import faults, new_faults
from tests.word.tiny import DECLARATION, OFFICE, docx, draft, ins, p, pack, r, unpack

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>办法</dc:title>'
    "<dc:creator>张三</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>"
)
CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def tie(parts: dict[str, bytes], rels: str, kind: str, target: str, mode: str = "") -> None:
    row = f'<Relationship Id="x{len(parts)}" Type="{kind}" Target="{target}"{mode}/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{row}</Relationships>".encode())


def telling() -> bytes:
    """A file that says much more than its text."""
    hidden = r("密", "<w:vanish/>") + r("停车费")
    body = p(inside=hidden).replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidP="00AB12CE">')
    settings = '<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:attachedTemplate r:id="x6"/>'
    parts = unpack(docx(body, {"word/settings.xml": settings}))
    parts["docProps/core.xml"] = (DECLARATION + CORE).encode()
    tie(parts, "_rels/.rels", CORE_KIND, "docProps/core.xml")
    parts["word/_rels/settings.xml.rels"] = parts["_rels/.rels"].split(b"<Relationship ")[0]
    parts["word/_rels/settings.xml.rels"] += b"</Relationships>"
    outside = ' TargetMode="External"'
    template = "file:///C:/Users/zhangsan/a.dotm"
    row = f'<Relationship Id="x6" Type="{OFFICE}/attachedTemplate" Target="{template}"{outside}/>'
    parts["word/_rels/settings.xml.rels"] = parts["word/_rels/settings.xml.rels"].replace(
        b"</Relationships>", f"{row}</Relationships>".encode()
    )
    tie(parts, "word/_rels/document.xml.rels", f"{OFFICE}/hyperlink", "http://a.cn", outside)
    notes = [Note(str(n), name, "评", place=Place(0, 1, 0, 3)) for n, name in enumerate("甲乙")]
    return annotate(pack(parts), notes).data


def test_everything_that_tells_goes_and_is_counted():
    cleaned = clean(telling())
    parts = unpack(cleaned.data)
    everything = b"".join(parts.values()).decode()

    assert cleaned.report == {
        **{"comments": 2, "people": 2, "hidden": 1, "names": 2, "external": 1, "rsids": 2},
    }
    assert read(cleaned.data).text == "停车费"
    assert read(cleaned.data).comments == ()
    for word in ("rsid", "张三", "李四", "zhangsan", "密", "comment", "attachedTemplate"):
        assert word not in everything.replace("CommentReference", "").replace("CommentText", "")
    assert "<dc:title>办法</dc:title>" in everything
    assert "http://a.cn" in everything
    assert faults(cleaned.data) == []


def test_what_is_clean_stays_as_it_is():
    cleaned = clean(telling())

    again = clean(cleaned.data)

    assert again.report == {}
    assert unpack(again.data) == unpack(cleaned.data)


def test_comments_of_some_may_stay():
    data = telling()
    kept = clean(data, keep_comments_of=["乙"]).data

    assert [(c.author, c.text, c.place) for c in read(kept).comments] == [
        ("乙", "评", Place(0, 0, 0, 2)),
    ]
    assert new_faults(data, kept) == []
    assert "甲".encode() not in unpack(kept)["word/people.xml"]


def test_tracked_changes_stay():
    data = docx(p(inside=r("停") + ins("车", "王五")))

    assert read(clean(data).data).changes == read(data).changes


def test_an_answer_outlives_its_question():
    first = annotate(draft("停车费"), [Note("1", "甲", "问", place=Place(0, 0, 0, 2))])
    both = annotate(first.data, [Note("2", "乙", "答", parent=first.comments["1"])]).data

    (answer,) = read(clean(both, keep_comments_of=["乙"]).data).comments

    assert (answer.text, answer.parent, answer.quote) == ("答", None, "停车")
