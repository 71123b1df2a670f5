#include "models/itemmodels/timelinemodel.h"
#include "tests/support/panelfixture.h"
#include "widgets/attachments/attachmentbar.h"
#include "widgets/attachments/attachmentchip.h"
#include "widgets/attachments/attachmentintake.h"
#include "widgets/attachments/attachmentviewer.h"
#include "widgets/attachments/picture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/timeline/composer.h"
#include "widgets/timeline/eventdraft.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/timelinecsv.h"
#include "widgets/timeline/timelinemarkdown.h"
#include "widgets/timeline/timelinepanel.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using domain::Attachment;
using domain::ContentState;
using itemmodels::TimelineModel;
using matoi::test::PanelFixture;

namespace {

/// Something like a chart.
QImage screenshot(int width = 1280, int height = 720)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(QColor(0x10, 0x14, 0x1a));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x5a, 0x9c, 0xff), 6));
    QPolygonF line;
    for (int x = 0; x <= 40; ++x)
        line << QPointF(width * x / 40.0, height * (x < 18 ? 0.8 : x < 30 ? 0.2 : 0.7) - (x * 37 % 23) * 3);
    painter.drawPolyline(line);
    return image;
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

struct Opened : PanelFixture
{
    explicit Opened(QSize size = {1440, 900})
        : panel(place(new TimelinePanel(context, nullptr), size))
        , view(*panel.findChild<TimelineView*>())
        , model(*panel.findChild<TimelineModel*>())
        , composer(*panel.findChild<Composer*>())
        , files(*composer.findChild<AttachmentBar*>())
    {
        for (auto* one : composer.findChildren<QLineEdit*>())
            if (one->placeholderText() == u"What happened?"_s)
                text = one;
        composer.focusText();
    }

    test::MemoryContents& contents() { return story.memory.contents; }
    template <class F> bool until(F done)
    {
        return QTest::qWaitFor([&] {
            contents().deliver();
            return done();
        });
    }
    void paste(QWidget& into)
    {
        auto* data = new QMimeData;
        data->setImageData(screenshot());
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keyClick(&into, Qt::Key_V, Qt::ControlModifier);
    }
    domain::Id<domain::TimelineEvent> put(std::vector<Attachment> attachments, const std::string& words)
    {
        domain::TimelineEvent event;
        event.incidentId = story.checkout;
        event.at = story.clock.now();
        event.text = words;
        event.author = "Kenji Mori";
        event.attachments = std::move(attachments);
        const auto id = domain::Id<domain::TimelineEvent>::generate();
        story.memory.timelineEvents.put(id, event);
        QApplication::processEvents();
        return id;
    }
    domain::TimelineEvent newest() const
    {
        return story.memory.timelineEvents.of(story.checkout.uuid()).back().value;
    }
    QString spoken(domain::Id<domain::TimelineEvent> id) const
    {
        return model.indexOf(id).data(Qt::AccessibleTextRole).toString();
    }
    AttachmentViewer* viewer() const { return panel.findChild<AttachmentViewer*>(); }

    TimelinePanel& panel;
    TimelineView& view;
    TimelineModel& model;
    Composer& composer;
    AttachmentBar& files;
    QLineEdit* text = nullptr;
};

} // namespace

class AttachedFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPastedScreenshotIsLoggedWithTheEvent();
    void aScreenshotAloneIsAnEvent();
    void addingWaitsForAFileThatIsStillBeingRead();
    void whatIsAttachedIsADraftOfItsIncident();
    void theEditorAttachesAndTakesAway();
    void theRowShowsItsFilesAndOpensThem();
    void aFileThatFailedIsTriedAgainInItsRow();
    void filesAreSpokenFoundCopiedAndExported();
    void picturesOfTheTimeline_data();
    void picturesOfTheTimeline();
};

void AttachedFilesTest::aPastedScreenshotIsLoggedWithTheEvent()
{
    Opened t;
    QTest::keyClicks(t.text, u"p99 before the rollback"_s);
    t.paste(*t.text);
    QVERIFY(t.until([&] { return t.files.attachments().size() == 1; }));
    QTest::keyClick(t.text, Qt::Key_Return);
    const domain::TimelineEvent event = t.newest();
    QCOMPARE(event.text, std::string("p99 before the rollback"));
    QCOMPARE(event.attachments.size(), 1u);
    QCOMPARE(QSize(event.attachments[0].width, event.attachments[0].height), QSize(1280, 720));
    QVERIFY(t.contents().held.contains(event.attachments[0].sha256));
    QVERIFY(t.files.attachments().empty());
    QVERIFY(t.text->text().isEmpty());
}

void AttachedFilesTest::aScreenshotAloneIsAnEvent()
{
    Opened t;
    t.paste(*t.text);
    QVERIFY(t.until([&] { return t.files.attachments().size() == 1; }));
    QTest::keyClick(t.text, Qt::Key_Return);
    QVERIFY(QString::fromStdString(t.newest().text).startsWith(u"screenshot "_s));
    QCOMPARE(t.newest().attachments.size(), 1u);
}

void AttachedFilesTest::addingWaitsForAFileThatIsStillBeingRead()
{
    Opened t;
    QTest::keyClicks(t.text, u"look"_s);
    const auto before = t.story.memory.timelineEvents.all().size();
    t.paste(*t.text);
    QTest::keyClick(t.text, Qt::Key_Return);
    QCOMPARE(t.story.memory.timelineEvents.all().size(), before);
    QVERIFY(t.until([&] { return t.story.memory.timelineEvents.all().size() == before + 1; }));
    QCOMPARE(t.newest().attachments.size(), 1u);
}

void AttachedFilesTest::whatIsAttachedIsADraftOfItsIncident()
{
    Opened t;
    t.paste(*t.text);
    QVERIFY(t.until([&] { return t.files.attachments().size() == 1; }));
    const auto kept = t.files.attachments();
    const auto other = domain::Id<domain::Incident>::generate();
    t.panel.setIncident(other);
    QVERIFY(t.files.attachments().empty());
    t.panel.setIncident(t.story.checkout);
    QCOMPARE(t.files.attachments(), kept);
    // What is still being read when the incident changes goes to neither by mistake.
    t.paste(*t.text);
    t.panel.setIncident(other);
    t.until([&] { return !t.files.busy(); });
    QVERIFY(t.files.attachments().empty());
}

void AttachedFilesTest::theEditorAttachesAndTakesAway()
{
    Opened t;
    const auto id = t.put({named("old.log", "old")}, "look at this");
    t.view.openEditor(id);
    auto& editor = *t.view.editor();
    auto& bar = *editor.findChild<AttachmentBar*>();
    const int low = editor.height();
    t.contents().files["/new.log"] = std::make_shared<const std::string>("new");
    t.contents().files["/second.log"] = std::make_shared<const std::string>("second");
    bar.intake().takeFiles({u"/new.log"_s, u"/second.log"_s});
    QVERIFY(t.until([&] { return bar.attachments().size() == 3; }));
    const auto draft = eventDraftFrom(*t.story.memory.drafts.draft("event:" + id.toString()),
                                      t.story.memory.timelineEvents.find(id)->value);
    QCOMPARE(draft->mine.attachments.size(), 3u);
    QVERIFY(editor.height() >= low);
    auto* chip = bar.findChildren<AttachmentChip*>().front();
    for (auto* one : bar.findChildren<AttachmentChip*>())
        if (one->attachment().name == "old.log" && one->isVisible())
            chip = one;
    QTest::keyClick(chip, Qt::Key_Delete);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    auto* text = editor.findChild<QLineEdit*>();
    Q_UNUSED(text);
    for (auto* button : editor.findChildren<CommandButton*>())
        if (t.view.editor() && button->text() == u"Save"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    const auto saved = t.story.memory.timelineEvents.find(id)->value.attachments;
    QCOMPARE(saved.size(), 2u);
    QCOMPARE(saved[0].name, std::string("new.log"));
    QVERIFY(!t.view.editor());
    QVERIFY(t.history.undo());
    QCOMPARE(t.story.memory.timelineEvents.find(id)->value.attachments.size(), 1u);
}

void AttachedFilesTest::theRowShowsItsFilesAndOpensThem()
{
    Opened t;
    const std::string bytes = encodedPicture(screenshot());
    t.contents().held[domain::contentHash(bytes)] = std::make_shared<const std::string>(bytes);
    const auto bare = t.put({}, "without");
    const auto id = t.put({named("graph.png", bytes)}, "with");
    QApplication::processEvents();
    const QRect row = t.view.visualRect(t.model.indexOf(id));
    QVERIFY(row.height() > t.view.visualRect(t.model.indexOf(bare)).height() + 90);
    const QPoint thumbnail(row.left() + 120 + 20, row.bottom() - 40);
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, {}, thumbnail);
    QVERIFY(t.viewer());
    QVERIFY(!t.view.editor());
    t.viewer()->close();
}

void AttachedFilesTest::aFileThatFailedIsTriedAgainInItsRow()
{
    Opened t;
    const Attachment log = named("app.log", "text");
    ContentState failed;
    failed.place = ContentState::Place::Failed;
    t.contents().states[log.sha256] = failed;
    const auto id = t.put({log}, "with");
    QApplication::processEvents();
    const QRect row = t.view.visualRect(t.model.indexOf(id));
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, {}, {row.left() + 120 + 20, row.bottom() - 20});
    QCOMPARE(t.contents().fetches, std::vector<std::string>{log.sha256});
    QVERIFY(!t.viewer());
}

void AttachedFilesTest::filesAreSpokenFoundCopiedAndExported()
{
    Opened t;
    const auto id = t.put({named("profile-1419.svg", "<svg/>")}, "where the time goes");
    QVERIFY(t.spoken(id).contains(u"attached: profile-1419.svg, 6 bytes"_s));
    std::vector<TimelineModel::EntryPtr> entries{t.model.row(t.model.indexOf(id).row()).entry};
    QVERIFY(timelineMarkdown(entries, t.context.zone).contains(u"  - profile-1419.svg, 6 bytes\n"_s));
    QCOMPARE(timelineCsv(entries, t.context.zone).at(1).last(), u"profile-1419.svg, 6 bytes"_s);
    t.model.setWords(u"1419"_s);
    QVERIFY(t.model.indexOf(id).isValid());
    t.model.setWords(u"nothing like it"_s);
    QVERIFY(!t.model.indexOf(id).isValid());
}

void AttachedFilesTest::picturesOfTheTimeline_data()
{
    QTest::addColumn<bool>("light");
    QTest::addColumn<bool>("japanese");
    QTest::addColumn<qreal>("scale");
    QTest::addRow("dark") << false << false << 1.0;
    QTest::addRow("light-ja") << true << true << 1.0;
    QTest::addRow("dark-150") << false << false << 1.5;
}

void AttachedFilesTest::picturesOfTheTimeline()
{
    QFETCH(bool, light);
    QFETCH(bool, japanese);
    QFETCH(qreal, scale);
    PanelFixture f;
    f.theme.setMode(light ? Theme::Mode::Light : Theme::Mode::Dark);
    f.theme.setTextScale(scale);
    if (japanese)
        f.speakJapanese();
    auto& contents = f.story.memory.contents;
    const std::string chart = encodedPicture(screenshot());
    const std::string tall = encodedPicture(screenshot(500, 900));
    for (const std::string& bytes : {chart, tall})
        contents.held[domain::contentHash(bytes)] = std::make_shared<const std::string>(bytes);
    Attachment away = named("core-dump-checkout-17.bin", "x");
    away.size = 8'400'000;
    domain::TimelineEvent event;
    event.incidentId = f.story.checkout;
    event.at = f.story.clock.now() - std::chrono::minutes(1);
    event.author = "Kenji Mori";
    event.text = "CPU of web-prod before and after the rollback";
    event.attachments = {named("web-prod-cpu.png", chart), named("queue.png", tall), away};
    f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event);
    auto& panel = f.place(new TimelinePanel(f.context, nullptr));
    auto& bar = *panel.findChild<Composer*>()->findChild<AttachmentBar*>();
    bar.setAttachments({named("screenshot 2026-11-18 14.31.26.png", chart), named("nginx-error.log", "log")});
    const auto settle = [&] {
        for (int i = 0; i < 20; ++i) {
            contents.deliver();
            QTest::qWait(5);
        }
    };
    settle();
    f.picture(f.window, u"timeline-files-%1"_s.arg(QLatin1StringView(QTest::currentDataTag())));
    QVERIFY(bar.isVisible());
}

QTEST_MAIN(AttachedFilesTest)
#include "attachedfilestest.moc"
