#include "models/itemmodels/timelinemodel.h"
#include "tests/support/panelfixture.h"
#include "widgets/timeline/timelinepanel.h"
#include "widgets/timeline/timelineview.h"

#include <QtGui/QScreen>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>

#include <random>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using matoi::test::PanelFixture;
using matoi::test::Story;

namespace {

domain::TimelineEvent anyEvent(PanelFixture& f, std::mt19937& random)
{
    domain::TimelineEvent event;
    event.incidentId = f.story.checkout;
    event.author = "Misaki Sato";
    event.eventKind = static_cast<domain::EventKind>(random() % 6);
    event.at = Story::at(12, 0) + std::chrono::seconds(random() % 12'000);
    event.text = "Instance " + std::to_string(random() % 100) + " of web-prod was drained";
    for (unsigned more = random() % 5; more > 0; --more)
        event.text += ", replaced and checked again, with the balancer out of the way meanwhile";
    if (random() % 4 == 0)
        event.details = "Flag reco.widget to 0% in prod";
    return event;
}

/// Curves that are cut by the edge of what is painted come out a shade different.
constexpr int antialiasing = 12;

/// Of the worst channel of the worst pixel.
int difference(const QImage& a, const QImage& b)
{
    int worst = 0;
    for (int y = 0; y < a.height(); ++y) {
        const uchar* left = a.constScanLine(y);
        const uchar* right = b.constScanLine(y);
        for (int i = 0; i < 4 * a.width(); ++i)
            worst = std::max(worst, std::abs(left[i] - right[i]));
    }
    return worst;
}

} // namespace

/// What is on the screen already is moved, not painted anew: it has to be what painting all would give.
class TimelineScrollTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMovedOnTheScreenIsWhatPaintingAllWouldGive_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<bool>("newestFirst");
        for (unsigned seed = 1; seed <= 6; ++seed)
            QTest::addRow("%u", seed) << seed << (seed % 3 != 0);
    }
    void whatIsMovedOnTheScreenIsWhatPaintingAllWouldGive()
    {
        QFETCH(unsigned, seed);
        QFETCH(bool, newestFirst);
        std::mt19937 random(seed);
        PanelFixture f;
        for (int i = 0; i < 60; ++i)
            put(f, anyEvent(f, random));
        auto& panel = f.place(new TimelinePanel(f.context, nullptr), {1100, 680}, 72);
        auto& view = *panel.findChild<TimelineView*>();
        panel.findChild<itemmodels::TimelineModel*>()->setNewestFirst(newestFirst);
        view.setFocus();
        QTest::mouseMove(view.viewport(), QPoint(200, 300));
        f.story.clock.set(Story::at(16, 0));
        QApplication::processEvents();
        for (int step = 0; step < 150; ++step) {
            const QString what = disturb(f, view, random);
            // Just what the window would paint now.
            QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
            const QRect place(view.viewport()->mapTo(view.window(), QPoint()), view.viewport()->size());
            const QImage seen =
                view.screen()
                    ->grabWindow(view.window()->winId(), place.x(), place.y(), place.width(), place.height())
                    .toImage()
                    .convertToFormat(QImage::Format_RGB32);
            const QImage whole = view.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
            const int differs = difference(seen, whole);
            if (differs <= antialiasing)
                continue;
            seen.save(u"timelinescroll-seen.png"_s);
            whole.save(u"timelinescroll-whole.png"_s);
            QFAIL(qPrintable(
                u"step %1, %2, by %3: see timelinescroll-*.png here"_s.arg(step).arg(what).arg(differs)));
        }
    }

private:
    void put(PanelFixture& f, const domain::TimelineEvent& event)
    {
        m_ids.push_back(domain::Id<domain::TimelineEvent>::generate());
        f.story.memory.timelineEvents.put(m_ids.back(), event);
    }

    /// What people and the service do to a timeline.
    QString disturb(PanelFixture& f, TimelineView& view, std::mt19937& random)
    {
        QScrollBar* bar = view.verticalScrollBar();
        const auto one = [&] { return m_ids[random() % m_ids.size()]; };
        switch (random() % 10) {
        case 0:
        case 1: bar->setValue(bar->value() + static_cast<int>(random() % 300) - 150); return u"wheel"_s;
        case 2: bar->setValue(static_cast<int>(random() % unsigned(bar->maximum()))); return u"jump"_s;
        case 3: bar->setValue(0); return u"to the top"_s;
        case 4: put(f, anyEvent(f, random)); return u"one more"_s;
        case 5: {
            auto newest = anyEvent(f, random);
            newest.at = Story::at(15, 30) + std::chrono::seconds(m_ids.size());
            put(f, newest);
            return u"one more at the top"_s;
        }
        case 6: f.story.memory.timelineEvents.put(one(), anyEvent(f, random)); return u"another text"_s;
        case 8:
            if (const auto record = f.story.memory.timelineEvents.find(one()))
                static_cast<void>(f.story.memory.timelineEvents.remove(*record));
            return u"one less"_s;
        case 7:
            QTest::mouseMove(view.viewport(), QPoint(200, static_cast<int>(random() % 500)));
            return u"pointer"_s;
        default: QTest::keyClick(&view, random() % 2 == 0 ? Qt::Key_Down : Qt::Key_Up); return u"key"_s;
        }
    }

    std::vector<domain::Id<domain::TimelineEvent>> m_ids;
};

QTEST_MAIN(TimelineScrollTest)
#include "timelinescrolltest.moc"
