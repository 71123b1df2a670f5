#include "tests/support/panelfixture.h"
#include "widgets/attachments/attachmentbar.h"
#include "widgets/attachments/attachmentchip.h"
#include "widgets/attachments/attachmentintake.h"
#include "widgets/attachments/attachmentpainter.h"
#include "widgets/attachments/attachmentviewer.h"
#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/picture.h"
#include "widgets/attachments/pictureview.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/commandbutton.h"

#include <QtCore/QBuffer>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtGui/QPainter>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using namespace std::string_literals;
using domain::Attachment;
using domain::ContentState;
using matoi::test::PanelFixture;
using Place = ContentState::Place;

namespace {

QImage drawing(int width = 640, int height = 480)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(QColor(0x20, 0x60, 0xa0));
    QPainter(&image).fillRect(width / 4, height / 4, width / 2, height / 2, Qt::yellow);
    return image;
}

std::string png(int width = 640, int height = 480)
{
    return encodedPicture(drawing(width, height));
}

Attachment named(const char* name, const std::string& bytes)
{
    const QSize size = pictureSize(bytes);
    return {name,
            size.isEmpty() ? "text/plain" : "image/png",
            static_cast<int>(bytes.size()),
            domain::contentHash(bytes),
            std::max(0, size.width()),
            std::max(0, size.height())};
}

/// A sound head of a PNG of that size, in a few bytes.
std::string claiming(quint32 width, quint32 height)
{
    std::string bytes = png(8, 8);
    const auto put = [&](std::size_t at, quint32 value) {
        for (int i = 0; i < 4; ++i)
            bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i));
    };
    put(16, width);
    put(20, height);
    quint32 crc = ~quint32(0);
    for (std::size_t i = 12; i < 29; ++i) {
        crc ^= static_cast<unsigned char>(bytes[i]);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0U);
    }
    put(29, ~crc);
    return bytes;
}

struct Fixture : PanelFixture
{
    test::MemoryContents& contents() { return story.memory.contents; }
    void hold(const std::string& bytes)
    {
        contents().held[domain::contentHash(bytes)] = std::make_shared<const std::string>(bytes);
    }
    /// Answers what was asked, until `done`.
    template <class F> bool until(F done)
    {
        return QTest::qWaitFor([&] {
            contents().deliver();
            return done();
        });
    }
};

/// A field with a bar under it, as composer and editor have it.
struct Writing : Fixture
{
    Writing()
    {
        window.resize(600, 200);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(field = new QLineEdit);
        column->addWidget(bar = new AttachmentBar(context, thumbnails, &window));
        column->addStretch();
        bar->watch(field);
        window.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&window));
        field->setFocus();
    }
    void paste(QMimeData* data)
    {
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    }
    bool hasFiles(std::size_t count)
    {
        return until([&] { return bar->attachments().size() == count && !bar->busy(); });
    }
    QString note() const
    {
        for (const auto* label : bar->findChildren<QLabel*>())
            if (label->isVisibleTo(bar))
                return label->text();
        return {};
    }
    std::vector<AttachmentChip*> chips() const
    {
        std::vector<AttachmentChip*> all;
        for (auto* chip : bar->findChildren<AttachmentChip*>())
            if (chip->isVisibleTo(bar))
                all.push_back(chip);
        return all;
    }

    Thumbnails thumbnails{contents()};
    QLineEdit* field = nullptr;
    AttachmentBar* bar = nullptr;
};

} // namespace

class AttachmentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScreenshotIsPastedAsPng();
    void textIsPastedAsText();
    void textThatCarriesAPictureIsPastedAsText();
    void filesAreDroppedAndKeepTheirOrder();
    void theLimitIsToldAndTheRestIsKept();
    void moreThanTwentyAreLeftOut();
    void aChipIsRemovedByKeyboard();
    void filesAreChosenByKey();
    void aThumbnailComesWhenItIsDecoded();
    void aSmallPictureThatIsAwayIsFetchedAndALargeOneIsNot();
    void hostilePicturesAreNotDecoded();
    void theRowsHeightDoesNotDependOnWhatHasCome();
    void theViewerShowsZoomsAndCopies();
    void theViewerLoadsRetriesAndSaves();
    void theViewerShowsTheBeginningOfALog();
    void picturesOfAllStates();
};

void AttachmentsTest::aScreenshotIsPastedAsPng()
{
    Writing w;
    auto* data = new QMimeData;
    data->setImageData(drawing());
    w.paste(data);
    QVERIFY(w.bar->busy());
    QVERIFY(w.hasFiles(1));
    const Attachment made = w.bar->attachments().front();
    QCOMPARE(made.mediaType, std::string("image/png"));
    QCOMPARE(made.name, std::string("screenshot 2026-11-18 14.31.26.png"));
    QCOMPARE(QSize(made.width, made.height), QSize(640, 480));
    QCOMPARE(decodedPicture(*w.contents().held.at(made.sha256)).pixelColor(320, 240), QColor(Qt::yellow));
    QVERIFY(w.field->text().isEmpty());
    QCOMPARE(w.chips().front()->accessibleName(), attachmentText(made));
}

void AttachmentsTest::textIsPastedAsText()
{
    Writing w;
    auto* data = new QMimeData;
    data->setText(u"rolled back"_s);
    w.paste(data);
    QCOMPARE(w.field->text(), u"rolled back"_s);
    QVERIFY(!w.bar->busy());
    QVERIFY(!w.bar->isVisible());
}

void AttachmentsTest::textThatCarriesAPictureIsPastedAsText()
{
    Writing w;
    auto* data = new QMimeData;
    data->setText(u"a cell of a table"_s);
    data->setImageData(drawing());
    w.paste(data);
    QCOMPARE(w.field->text(), u"a cell of a table"_s);
    QVERIFY(!w.bar->busy());
}

void AttachmentsTest::filesAreDroppedAndKeepTheirOrder()
{
    Writing w;
    w.contents().files["/logs/one.log"] = std::make_shared<const std::string>("one");
    w.contents().files["/logs/two.png"] = std::make_shared<const std::string>(png());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/logs/one.log"_s), QUrl::fromLocalFile(u"/logs/two.png"_s)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(w.field, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QVERIFY(w.note().contains(u"10 MiB"_s));
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(w.field, &drop);
    QVERIFY(w.hasFiles(2));
    QCOMPARE(w.bar->attachments()[0].name, std::string("one.log"));
    QCOMPARE(w.bar->attachments()[0].mediaType, std::string("text/x-log"));
    QCOMPARE(w.bar->attachments()[1].mediaType, std::string("image/png"));
    QVERIFY(w.field->text().isEmpty());
    w.picture(w.window, u"attachments-bar"_s);
}

void AttachmentsTest::theLimitIsToldAndTheRestIsKept()
{
    Writing w;
    w.contents().files["/a"] = std::make_shared<const std::string>(domain::maxAttachmentBytes + 1, 'x');
    w.contents().files["/b"] = std::make_shared<const std::string>("fine");
    w.bar->intake().takeFiles({u"/a"_s, u"/b"_s, u"/nowhere"_s});
    QVERIFY(w.hasFiles(1));
    QVERIFY(w.note().contains(u"“a” is too large: a file may have at most 10 MiB."_s));
    QVERIFY(w.note().contains(u"“nowhere” cannot be read."_s));
    QCOMPARE(w.bar->attachments().front().name, std::string("b"));
}

void AttachmentsTest::moreThanTwentyAreLeftOut()
{
    Writing w;
    std::vector<Attachment> full;
    for (int i = 0; i < domain::maxAttachments; ++i)
        full.push_back(named(("f" + std::to_string(i)).c_str(), std::to_string(i)));
    w.bar->setAttachments(full);
    w.contents().files["/one-more"] = std::make_shared<const std::string>("fine");
    w.bar->intake().takeFiles({u"/one-more"_s});
    QVERIFY(w.until([&] { return w.note().contains(u"20 files"_s); }));
    QCOMPARE(w.bar->attachments().size(), full.size());
}

void AttachmentsTest::aChipIsRemovedByKeyboard()
{
    Writing w;
    w.bar->setAttachments({named("a.log", "a"), named("b.log", "b")});
    const QSignalSpy edited(w.bar, &AttachmentBar::edited);
    w.chips()[0]->setFocus();
    QTest::keyClick(w.chips()[0], Qt::Key_Delete);
    QCOMPARE(w.bar->attachments().size(), 1u);
    QCOMPARE(w.bar->attachments().front().name, std::string("b.log"));
    QCOMPARE(edited.size(), 1);
    QApplication::processEvents();
    QVERIFY(w.chips().front()->hasFocus());
    QTest::mouseClick(w.chips().front()->findChild<CommandButton*>(), Qt::LeftButton);
    QVERIFY(w.bar->attachments().empty());
    QVERIFY(!w.bar->isVisible());
}

void AttachmentsTest::filesAreChosenByKey()
{
    Writing w;
    w.contents().files["/c.txt"] = std::make_shared<const std::string>("c");
    w.bar->intake().chooseFiles = [](const auto& done) { done({u"/c.txt"_s}); };
    QTest::keyClick(w.field, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(w.hasFiles(1));
}

void AttachmentsTest::aThumbnailComesWhenItIsDecoded()
{
    Fixture f;
    const std::string bytes = png(2000, 1000);
    f.hold(bytes);
    Thumbnails thumbnails(f.contents());
    const QSignalSpy changed(&thumbnails, &Thumbnails::changed);
    const Attachment attachment = named("graph.png", bytes);
    QVERIFY(thumbnails.look(attachment, {200, 100}).image.isNull());
    QVERIFY(f.until([&] { return !changed.isEmpty(); }));
    QCOMPARE(thumbnails.look(attachment, {200, 100}).image.size(), QSize(200, 100));
}

void AttachmentsTest::aSmallPictureThatIsAwayIsFetchedAndALargeOneIsNot()
{
    Fixture f;
    Thumbnails thumbnails(f.contents());
    Attachment small = named("small.png", png());
    Attachment large = named("large.png", png(8, 8));
    large.size = Thumbnails::fetchedUnasked + 1;
    Attachment log = named("a.log", "text");
    for (const Attachment& one : {small, large, log})
        QCOMPARE(thumbnails.look(one, {100, 100}).state.place, Place::Away);
    QVERIFY(f.until([&] { return !f.contents().fetches.empty(); }));
    QCOMPARE(f.contents().fetches, std::vector<std::string>{small.sha256});
}

void AttachmentsTest::hostilePicturesAreNotDecoded()
{
    const std::string bomb = claiming(60'000, 60'000);
    QCOMPARE(pictureSize(bomb), QSize(60'000, 60'000));
    QVERIFY(decodedPicture(bomb, {100, 100}).isNull());
    QVERIFY(decodedPicture(png().substr(0, 60), {100, 100}).isNull());
    QVERIFY(decodedPicture("<svg xmlns='http://www.w3.org/2000/svg'/>").isNull());
    QVERIFY(decodedPicture({}).isNull());
    Fixture f;
    f.hold(bomb);
    Thumbnails thumbnails(f.contents());
    Attachment attachment = named("bomb.png", bomb);
    attachment.mediaType = "image/png";
    const auto broken = [&] { return thumbnails.look(attachment, {100, 100}).broken; };
    QVERIFY(f.until(broken));
}

void AttachmentsTest::theRowsHeightDoesNotDependOnWhatHasCome()
{
    Fixture f;
    const std::string bytes = png(1200, 300);
    const std::vector<Attachment> all{named("wide.png", bytes), named("a.log", "text"),
                                      named("b.log", "more")};
    const int before = attachmentsHeight(f.theme, all, 400);
    f.hold(bytes);
    QCOMPARE(attachmentsHeight(f.theme, all, 400), before);
    QCOMPARE(attachmentsHeight(f.theme, {}, 400), 0);
    const auto places = attachmentPlaces(f.theme, QRect(0, 0, 400, before), all);
    QVERIFY(!places[0].intersects(places[1]) && !places[1].intersects(places[2]));
    for (const QRect& place : places)
        QVERIFY(QRect(0, 0, 400, before).contains(place));
    QCOMPARE(attachmentAt(f.theme, QRect(0, 0, 400, before), all, places[2].center()), std::optional(2));
}

void AttachmentsTest::theViewerShowsZoomsAndCopies()
{
    Fixture f;
    const std::string bytes = png(3000, 2000);
    f.hold(bytes);
    AttachmentViewer viewer(f.context, {named("graph.png", bytes)}, 0, nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    viewer.open();
    auto& picture = *viewer.findChild<PictureView*>();
    QVERIFY(f.until([&] { return picture.isVisible(); }));
    QVERIFY(picture.fits());
    const qreal fitted = picture.scale();
    QTest::keyClick(&picture, Qt::Key_Plus);
    QVERIFY(picture.scale() > fitted);
    QTest::keyClick(&picture, Qt::Key_1);
    QCOMPARE(picture.scale(), 1.0 / picture.devicePixelRatioF());
    QTest::keyClick(&picture, Qt::Key_0);
    QCOMPARE(picture.scale(), fitted);
    QVERIFY(picture.accessibleName().contains(u"graph.png"_s));
    QTest::keyClick(&picture, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(3000, 2000));
    f.picture(viewer, u"attachments-viewer"_s);
}

void AttachmentsTest::theViewerLoadsRetriesAndSaves()
{
    Fixture f;
    const QTemporaryDir folder; // outlives the viewer, which may still be saving
    const std::string bytes = "\x01\x02 some bytes \x00"s + "end";
    const Attachment core = named("core.bin", bytes);
    AttachmentViewer viewer(f.context, {core}, 0, nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    viewer.open();
    QCOMPARE(f.contents().fetches.size(), 1u); // it was opened, so it is wanted
    ContentState failed;
    failed.place = Place::Failed;
    failed.problem = domain::Error{domain::ErrorCode::Unavailable, {}, "no"};
    f.contents().states[core.sha256] = failed;
    f.contents().tell(core.sha256);
    CommandButton* retry = nullptr;
    for (auto* button : viewer.findChildren<CommandButton*>())
        if (button->text() == u"Retry"_s)
            retry = button;
    QVERIFY(retry && retry->isVisible());
    QTest::mouseClick(retry, Qt::LeftButton);
    QCOMPARE(f.contents().fetches.size(), 2u);
    f.contents().states.erase(core.sha256);
    f.hold(bytes);
    f.contents().tell(core.sha256);
    QString suggested;
    viewer.chooseFile = [&](const QString& name, const auto& done) {
        suggested = name;
        done(folder.filePath(u"saved"_s));
    };
    QVERIFY(f.until([&] {
        viewer.saveAs();
        return QFile::exists(folder.filePath(u"saved"_s));
    }));
    QVERIFY(suggested.endsWith(u"core.bin"_s));
    QFile saved(folder.filePath(u"saved"_s));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll().toStdString(), bytes);
}

void AttachmentsTest::theViewerShowsTheBeginningOfALog()
{
    Fixture f;
    std::string log = "障害の記録\n";
    while (log.size() < 600'000)
        log += "line of a log 障害\n";
    f.hold(log);
    AttachmentViewer viewer(f.context, {named("a.log", log), named("b.log", "b")}, 0, nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    viewer.open();
    auto& text = *viewer.findChild<QPlainTextEdit*>();
    QVERIFY(f.until([&] { return text.isVisible(); }));
    QVERIFY(text.toPlainText().startsWith(u"障害の記録"_s));
    QVERIFY(text.toPlainText().size() < 300'000);
    QTest::keyClick(&viewer, Qt::Key_PageDown);
    QCOMPARE(viewer.index(), 1);
}

void AttachmentsTest::picturesOfAllStates()
{
    for (const bool light : {false, true}) {
        Fixture f;
        f.theme.setMode(light ? Theme::Mode::Light : Theme::Mode::Dark);
        Thumbnails thumbnails(f.contents());
        const AttachmentPainter painter(f.theme, thumbnails);
        const std::string here = png(1600, 900);
        f.hold(here);
        std::vector<Attachment> all{
            named("here.png", here),
            named("only-here.png", png(800, 600)),
            named("away.png", png(300, 900)),
            named("coming.png", png(640, 360)),
            named("failed.png", png(400, 400)),
            named("profile-1419.svg", "<svg/>"),
            named("a-rather-long-name-of-a-log-file-of-the-checkout-service.log", "x")};
        f.hold(png(800, 600));
        const auto set = [&](const char* name, Place place) {
            for (const Attachment& one : all)
                if (one.name == name)
                    f.contents().states[one.sha256].place = place;
        };
        set("only-here.png", Place::OnlyHere);
        set("coming.png", Place::Coming);
        set("failed.png", Place::Failed);
        all[2].size = 7'300'000;
        set("profile-1419.svg", Place::OnlyHere);
        for (const std::size_t sending : {1U, 5U}) {
            ContentState& state = f.contents().states[all[sending].sha256];
            state.total = 100;
            state.sent = 43;
        }
        QCOMPARE(contentStateText(f.contents().states[all[1].sha256], 100), u"Being sent, 43 %"_s);
        const QSize size(700, attachmentsHeight(f.theme, all, 680) + 20);
        QImage image;
        const auto paint = [&] {
            image = QImage(size, QImage::Format_RGB32);
            image.fill(f.theme.colour(Role::BgSurface));
            QPainter onto(&image);
            onto.setRenderHint(QPainter::Antialiasing);
            painter.paint(onto, QRect(10, 10, 680, size.height() - 20), all);
            return thumbnails.look(all[0], QSize(f.theme.px(440), f.theme.px(96))).image.isNull() == false &&
                   thumbnails.look(all[1], QSize(f.theme.px(440), f.theme.px(96))).image.isNull() == false;
        };
        QVERIFY(f.until(paint));
        if (const QString folder = qEnvironmentVariable("MATOI_PICTURES"); !folder.isEmpty())
            image.save(folder + (light ? u"/attachments-states-light.png"_s : u"/attachments-states.png"_s));
    }
}

QTEST_MAIN(AttachmentsTest)
#include "attachmentstest.moc"
