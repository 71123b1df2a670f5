#include "models/commands/metriccommands.h"
#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/textlabel.h"
#include "widgets/handover/formdialog.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/metrics/markmenu.h"
#include "widgets/metrics/metricchart.h"
#include "widgets/metrics/metricform.h"
#include "widgets/metrics/metricsbar.h"
#include "widgets/metrics/metricspanel.h"
#include "widgets/metrics/snapshotdialog.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using matoi::test::PanelFixture;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Opened : PanelFixture
{
    explicit Opened(QSize size = {1440, 900}, int beside = 348, bool japanese = false)
        : panel(made(size, beside, japanese))
        , stack(*panel.findChild<ChartStack*>())
        , bar(*panel.findChild<MetricsBar*>())
    {}

    MetricsPanel& made(QSize size, int beside, bool japanese)
    {
        if (japanese)
            speakJapanese();
        return place(new MetricsPanel(context, nullptr), size, beside);
    }
    CommandButton* button(const QString& text, QWidget* in = nullptr) const
    {
        for (auto* one : (in ? in : &panel)->findChildren<CommandButton*>())
            if (one->text() == text && !one->isHidden())
                return one;
        return nullptr;
    }
    std::vector<Record<MetricSnapshot>> snapshots()
    {
        return story.memory.metricSnapshots.of(story.checkout.uuid());
    }
    Incident incident() { return story.memory.incidents.find(story.checkout)->value; }
    Id<MetricDefinition> latency() { return incident().metrics.front(); }
    void pin()
    {
        panel.pinSnapshot();
        story.memory.contents.deliver();
    }
    SnapshotDialog* pinAndOpen()
    {
        pin();
        SnapshotDialog::open(context, snapshots().back().id, &panel);
        return window.findChild<SnapshotDialog*>();
    }
    /// A week ago it was calm.
    void fillLastWeek()
    {
        for (const auto& id : incident().metrics) {
            auto& samples = story.memory.metricSamples.data[id];
            const double calm = samples.front().value;
            std::vector<MetricSample> then;
            for (const auto& sample : samples)
                then.push_back(
                    {sample.at - hours(24 * 7),
                     calm * (1 + 0.05 * std::sin(static_cast<double>(sample.at.time_since_epoch().count()) /
                                                 4e5))});
            samples.insert(samples.begin(), then.begin(), then.end());
        }
    }

    MetricsPanel& panel;
    ChartStack& stack;
    MetricsBar& bar;
};

} // namespace

class MetricsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasNotReadAsOftenAsItShouldBeIsNotCalledSo()
    {
        Opened opened;
        const auto age = [&] {
            QString said;
            for (const auto* label : opened.bar.findChildren<TextLabel*>())
                if (label->text().startsWith(u"read "_s))
                    said = label->text();
            return said;
        };
        QTRY_VERIFY2(age().contains(u"every 15 s"_s), qPrintable(age()));
        opened.story.clock.advance(std::chrono::seconds(38)); // and nobody answers meanwhile
        Q_EMIT opened.ticker.tick();
        QTRY_VERIFY2(age().startsWith(u"read "_s) && !age().contains(u"every"_s), qPrintable(age()));
    }

    void aPinKeepsWhatIsInSightAndUndoTakesItBack()
    {
        Opened opened;
        opened.stack.zoomIn();
        const TimeRange seen = opened.stack.visibleRange();
        QVERIFY(!opened.button(u"Snapshots"_s));
        QTest::mouseClick(opened.button(u"Pin snapshot"_s), Qt::LeftButton);
        opened.story.memory.contents.deliver();
        QCOMPARE(opened.snapshots().size(), 1u);
        const MetricSnapshot pinned = opened.snapshots().front().value;
        QCOMPARE(pinned.from, seen.from);
        QVERIFY(pinned.to <= opened.story.clock.now());
        QCOMPARE(pinned.series.size(), 4u);
        QCOMPARE(pinned.series.front().title, std::string("Checkout p99 latency"));
        QVERIFY(!pinned.series.front().samples.empty());
        // The picture too is kept here, under the hash that the record names.
        QVERIFY(pinned.picture.has_value());
        const auto bytes = opened.story.memory.contents.held.at(pinned.picture->sha256);
        const QImage picture = QImage::fromData(QByteArray::fromStdString(*bytes));
        QCOMPARE(picture.size(), QSize(pinned.picture->width, pinned.picture->height));
        QVERIFY(opened.button(u"Snapshots"_s));
        QVERIFY(opened.history.undo());
        QVERIFY(opened.snapshots().empty());
        QVERIFY(!opened.button(u"Snapshots"_s));
    }

    void aSnapshotIsReadWhenMetricsAndSamplesAreGone()
    {
        Opened opened;
        opened.pin();
        for (const auto& id : opened.incident().metrics)
            QVERIFY(opened.story.memory.metricDefinitions.remove(
                *opened.story.memory.metricDefinitions.find(id)));
        opened.story.memory.metricSamples.data.clear();
        QVERIFY(SnapshotDialog::open(opened.context, opened.snapshots().front().id, &opened.panel));
        auto* dialog = opened.window.findChild<SnapshotDialog*>();
        QVERIFY(dialog);
        const auto charts = dialog->findChildren<MetricChart*>();
        QCOMPARE(charts.size(), 4);
        QVERIFY(charts.front()->accessibleName().startsWith(u"Checkout p99 latency, "_s));
        QVERIFY(!charts.front()->series().empty());
        // Nothing can be logged or set in the past's charts.
        auto* stack = dialog->findChild<ChartStack*>();
        stack->setCrosshair(opened.snapshots().front().value.from + minutes(10));
        for (const auto* one : stack->findChildren<CommandButton*>())
            QVERIFY2(!one->text().startsWith(u"Add event"_s) || one->isHidden(), qPrintable(one->text()));
    }

    void itsNoteIsKeptWhenTheSnapshotIsClosed()
    {
        Opened opened;
        auto* dialog = opened.pinAndOpen();
        dialog->findChild<QLineEdit*>()->setText(u"the worst of it"_s);
        dialog->close();
        QCOMPARE(opened.snapshots().front().value.note, std::string("the worst of it"));
    }

    void aSnapshotLeavesAsAPictureAndAsTable()
    {
        Opened opened;
        auto* dialog = opened.pinAndOpen();
        QTemporaryDir folder;
        const QString file = folder.filePath(u"metrics.png"_s);
        dialog->writePicture(file);
        const QImage picture(file);
        QVERIFY(picture.width() >= 2000);
        QVERIFY(picture.height() >= 1000);
        QTest::mouseClick(opened.button(u"Copy as CSV"_s, dialog), Qt::LeftButton);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.startsWith(u"Time,Metric,Value,Unit\r\n2026-11-18T"_s));
        QVERIFY(text.contains(u"+09:00,Checkout p99 latency,"_s));
    }

    void lastWeekIsDrawnUnderEachChartAndItsValueIsInTheLegend()
    {
        Opened opened;
        opened.fillLastWeek();
        opened.panel.toggleLastWeek();
        QVERIFY(opened.bar.comparesLastWeek());
        for (const auto* chart : opened.panel.findChildren<MetricChart*>())
            QVERIFY(chart->series().referenceAt(opened.story.clock.now() - minutes(20)));
        opened.picture(opened.panel, u"metrics-last-week"_s);
        opened.panel.toggleLastWeek();
        for (const auto* chart : opened.panel.findChildren<MetricChart*>())
            QVERIFY(chart->series().reference().empty());
    }

    void meansAreChosenFromAMenuAndNamedOnTheButton()
    {
        Opened opened;
        QTest::mouseClick(opened.button(u"As measured"_s), Qt::LeftButton);
        const auto* menu = opened.bar.findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        const auto actions = menu->actions();
        QVERIFY(actions[0]->isChecked());
        opened.picture(*const_cast<QMenu*>(menu), u"metrics-resolution-menu"_s);
        actions[2]->trigger();
        QVERIFY(opened.button(u"5 min mean"_s) != nullptr);
        for (const auto* chart : opened.panel.findChildren<MetricChart*>())
            QCOMPARE(chart->series().resolution(), Duration(minutes(5)));
        opened.picture(opened.panel, u"metrics-means"_s);
        // The next incident is read in the same way.
        opened.panel.setIncident(Id<Incident>::generate());
        opened.panel.setIncident(opened.story.checkout);
        for (const auto* chart : opened.panel.findChildren<MetricChart*>())
            QCOMPARE(chart->series().resolution(), Duration(minutes(5)));
    }

    void aMarkThatIsSetIsCorrectedWithTheCursorsTimeFilledIn()
    {
        Opened opened;
        QVERIFY(opened.incident().acknowledgedAt);
        const Time at = opened.story.clock.now() - minutes(10);
        QTest::keyClick(markMenu(opened, at), Qt::Key_Return); // Start is set always
        auto* dialog = opened.window.findChild<FormDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), u"Correct a mark"_s);
        QVERIFY(dialog->findChild<QComboBox*>()->currentText().startsWith(u"Start"_s));
        bool filled = false;
        for (const auto* field : dialog->findChildren<QLineEdit*>())
            filled = filled || field->text().contains(u"14:21"_s);
        QVERIFY(filled);
    }

    void aMarkThatIsNotSetIsSetAtTheCursor()
    {
        Opened opened;
        auto incident = *opened.story.memory.incidents.find(opened.story.checkout);
        incident.value.mitigatedAt.reset();
        incident.value.status = IncidentStatus::Mitigating;
        opened.story.memory.incidents.put(incident.id, incident.value);
        const Time at = opened.story.clock.now() - minutes(3);
        auto* menu = markMenu(opened, at);
        for (auto* action : menu->actions())
            if (action->text() == u"Mitigated"_s)
                action->trigger();
        QCOMPARE(opened.incident().mitigatedAt, at);
        QCOMPARE(opened.incident().status, IncidentStatus::Mitigated);
    }

    void aNewMetricIsMadeAndShown()
    {
        Opened opened;
        opened.story.memory.notifier.setSession({"Misaki Sato", "commander", std::nullopt, {"", "eu"}});
        opened.panel.addMetric();
        auto* dialog = opened.window.findChild<FormDialog*>();
        auto* which = dialog->findChild<QComboBox*>();
        which->setCurrentIndex(which->count() - 1);
        auto* form = dialog->findChild<MetricForm*>();
        QVERIFY(!form->isHidden());
        MetricDefinition metric;
        metric.title = "Queue length";
        metric.query = "sum(queue_length)";
        metric.sourceName = "eu";
        metric.threshold = MetricThreshold{200, ThresholdSide::Above, 3, 5};
        form->setValue(metric);
        opened.picture(*dialog, u"metrics-add"_s);
        QTest::mouseClick(dialog->button(), Qt::LeftButton);
        QCOMPARE(opened.incident().metrics.size(), 5u);
        const auto made = opened.story.memory.metricDefinitions.find(opened.incident().metrics.back());
        QCOMPARE(made->value, metric);
        QCOMPARE(opened.panel.findChildren<MetricChart*>().size(), 5);
    }

    void whoeverMayNotMakeOneIsToldBefore()
    {
        Opened opened;
        opened.story.memory.notifier.setSession({"Misaki Sato", "responder", std::nullopt});
        opened.panel.addMetric();
        auto* dialog = opened.window.findChild<FormDialog*>();
        QVERIFY(dialog->findChild<MetricForm*>()->isHidden());
        QVERIFY(!dialog->button()->isEnabled());
    }

    void aMetricThatWasTakenOffCanBeChosenAgain()
    {
        Opened opened;
        const auto id = opened.latency();
        commands::MetricCommands metrics(opened.story.memory.ports, opened.story.memory.notifier,
                                         opened.story.clock, opened.history);
        QVERIFY(metrics.unlink(opened.story.checkout, id));
        QCOMPARE(opened.panel.findChildren<MetricChart*>().size(), 3);
        opened.panel.addMetric();
        auto* dialog = opened.window.findChild<FormDialog*>();
        QCOMPARE(dialog->findChild<QComboBox*>()->currentText(), u"Checkout p99 latency"_s);
        QTest::mouseClick(dialog->button(), Qt::LeftButton);
        QCOMPARE(opened.incident().metrics.back(), id);
    }

    void anIncidentWithoutMetricsOffersToAddOne()
    {
        Opened opened;
        auto incident = *opened.story.memory.incidents.find(opened.story.checkout);
        incident.value.metrics.clear();
        opened.story.memory.incidents.put(incident.id, incident.value);
        QVERIFY(!opened.panel.findChild<EmptyState*>()->isHidden());
        QVERIFY(opened.stack.isHidden());
        opened.picture(opened.panel, u"metrics-empty"_s);
    }

    void nothingIsCutOffAt150PercentInJapanese()
    {
        Opened opened({1024, 680}, 72, true);
        opened.theme.setTextScale(1.5);
        QApplication::processEvents();
        QVERIFY(opened.bar.minimumSizeHint().width() <= opened.panel.width());
        opened.picture(opened.panel, u"metrics-150"_s);
    }

    void pictures()
    {
        for (const bool light : {false, true})
            for (const bool japanese : {false, true}) {
                Opened opened({1440, 900}, 348, japanese);
                opened.theme.setMode(light ? Theme::Mode::Light : Theme::Mode::Dark);
                opened.stack.setCrosshair(opened.story.clock.now() - minutes(20));
                const QString name =
                    u"metrics-%1-%2"_s.arg(light ? u"light"_s : u"dark"_s, japanese ? u"ja"_s : u"en"_s);
                opened.picture(opened.panel, name);
                opened.picture(*opened.pinAndOpen(), name + u"-snapshot"_s);
            }
    }

private:
    static MarkMenu* markMenu(Opened& opened, Time at)
    {
        opened.stack.setCrosshair(at);
        Q_EMIT opened.stack.markRequested(at);
        auto* menu = opened.panel.findChild<MarkMenu*>();
        return menu;
    }
};

QTEST_MAIN(MetricsPanelTest)
#include "metricspanel_test.moc"
