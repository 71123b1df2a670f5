#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/avatar.h"
#include "widgets/common/channelnode.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/keycap.h"
#include "widgets/common/nextupdateclock.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/statustrack.h"
#include "widgets/common/tabular.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtCore/QTimeZone>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace matoi::widgets;
using matoi::domain::Impact;

Q_DECLARE_METATYPE(std::optional<std::chrono::seconds>)

namespace {

QString nameOf(QWidget& widget)
{
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget);
    return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

} // namespace

class WidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme =
            std::make_unique<Theme>(*qApp, std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark));
    }

    void cleanupTestCase() { m_theme.reset(); }

    void aKeptWidthIsThatOfTheFontInUse()
    {
        const QString text = u"Checkout answers slowly"_s;
        const auto measured = [&] {
            return QFontMetricsF(m_theme->font(TextStyle::Body)).horizontalAdvance(text);
        };
        QCOMPARE(m_theme->textWidth(TextStyle::Body, text), measured());
        const qreal small = measured();
        m_theme->setTextScale(1.5);
        QVERIFY(measured() > small);
        QCOMPARE(m_theme->textWidth(TextStyle::Body, text), measured());
        QCOMPARE(m_theme->tabularWidth(TextStyle::Clock, u"08:45"_s),
                 tabularWidth(m_theme->font(TextStyle::Clock), u"11:11"_s));
        m_theme->setTextScale(1.0);
    }

    void allDigitsAreEquallyWide()
    {
        const QFont font = m_theme->font(TextStyle::Clock);
        QVERIFY2(!qFuzzyCompare(QFontMetricsF(font).horizontalAdvance(u"11:11"_s),
                                QFontMetricsF(font).horizontalAdvance(u"00:00"_s)),
                 "the font's own digits are proportional, or this test proves nothing");
        QCOMPARE(tabularWidth(font, u"11:11"_s), tabularWidth(font, u"08:45"_s));
        QVERIFY(tabularWidth(font, u"100"_s) > tabularWidth(font, u"99"_s));
    }

    void tabularTextEndsWhereItsWidthSays()
    {
        QImage image(300, 60, QImage::Format_ARGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        painter.setPen(Qt::white);
        painter.setFont(m_theme->font(TextStyle::Clock));
        const QRectF room(10, 0, 280, 60);
        const qreal end = drawTabular(painter, room, u"06:34"_s, Qt::AlignRight | Qt::AlignVCenter);
        QCOMPARE(end, room.right());
        painter.end();
        const qreal start = room.right() - tabularWidth(m_theme->font(TextStyle::Clock), u"06:34"_s);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < static_cast<int>(start) - 1; ++x) {
                QCOMPARE(image.pixelColor(x, y), QColor(Qt::black));
            }
        }
    }

    void aRunningClockKeepsItsWidth()
    {
        TabularLabel label(*m_theme, TextStyle::Clock, Role::TextPrimary);
        label.setText(u"11:11:11"_s);
        const QSize before = label.sizeHint();
        label.setText(u"20:48:05"_s);
        QCOMPARE(label.sizeHint(), before);
    }

    void theNextUpdateSpeaksInFourStates_data()
    {
        using Left = std::optional<std::chrono::seconds>;
        QTest::addColumn<Left>("left");
        QTest::addColumn<NextUpdateClock::State>("state");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("fraction");
        QTest::newRow("far") << Left(394s) << NextUpdateClock::State::Neutral << u"06:34"_s << 394.0 / 1200;
        QTest::newRow("just over five minutes")
            << Left(301s) << NextUpdateClock::State::Neutral << u"05:01"_s << 301.0 / 1200;
        QTest::newRow("five minutes") << Left(300s) << NextUpdateClock::State::Due << u"05:00"_s << 0.25;
        QTest::newRow("now") << Left(0s) << NextUpdateClock::State::Due << u"00:00"_s << 0.0;
        QTest::newRow("overdue") << Left(-75s) << NextUpdateClock::State::Overdue << u"+01:15"_s << 0.0;
        QTest::newRow("promised later than the cadence")
            << Left(2h) << NextUpdateClock::State::Neutral << u"2:00:00"_s << 1.0;
        QTest::newRow("none") << Left() << NextUpdateClock::State::None << QString() << 0.0;
    }

    void theNextUpdateSpeaksInFourStates()
    {
        QFETCH(std::optional<std::chrono::seconds>, left);
        QFETCH(NextUpdateClock::State, state);
        QFETCH(QString, text);
        QFETCH(double, fraction);
        NextUpdateClock clock(*m_theme);
        clock.setLeft(left, 20min);
        QCOMPARE(clock.state(), state);
        QCOMPARE(clock.text(), text);
        QVERIFY(qAbs(clock.fraction() - fraction) < 1e-9);
        // The word says what the colour says.
        QCOMPARE(nameOf(clock).contains(u"overdue"_s), state == NextUpdateClock::State::Overdue);
    }

    void withoutCadenceItAsksForOneByKeyAndMouse()
    {
        NextUpdateClock clock(*m_theme);
        clock.setLeft(std::nullopt, {});
        clock.resize(clock.sizeHint());
        QSignalSpy asked(&clock, &NextUpdateClock::setCadenceRequested);
        QTest::keyClick(&clock, Qt::Key_Return);
        QTest::mouseClick(&clock, Qt::LeftButton);
        QCOMPARE(asked.count(), 2);
        clock.setLeft(10min, 20min);
        QTest::mouseClick(&clock, Qt::LeftButton);
        QCOMPARE(asked.count(), 2);
        QCOMPARE(clock.focusPolicy(), Qt::NoFocus);
    }

    void theStatusTrackIsDrivenByKeys()
    {
        QWidget window;
        StatusTrack track(*m_theme, &window);
        track.setSteps(storySteps());
        track.resize(track.sizeHint());
        window.show();
        QSignalSpy pressed(&track, &StatusTrack::stepPressed);
        const QList<QAbstractButton*> steps = track.findChildren<QAbstractButton*>();
        QCOMPARE(steps.size(), 4);

        steps[2]->setFocus();
        QTest::keyClick(steps[2], Qt::Key_Right);
        QVERIFY(steps[3]->hasFocus() || window.focusWidget() == steps[3]);
        QTest::keyClick(steps[3], Qt::Key_Right);
        QVERIFY2(window.focusWidget() == steps[3], "the way ends at the last step");
        QTest::keyClick(steps[3], Qt::Key_Return);
        QTest::keyClick(steps[3], Qt::Key_Space);
        QTest::keyClick(steps[3], Qt::Key_Left);
        QVERIFY(window.focusWidget() == steps[2]);
        QCOMPARE(pressed.count(), 2);
        QCOMPARE(pressed[0][0].toInt(), 3);
        QTest::mouseClick(steps[0], Qt::LeftButton);
        QCOMPARE(pressed[2][0].toInt(), 0);
    }

    void theStatusTrackIsOneTabStopAndSaysWhereItIs()
    {
        StatusTrack track(*m_theme);
        track.setSteps(storySteps());
        const QList<QAbstractButton*> steps = track.findChildren<QAbstractButton*>();
        int stops = 0;
        for (QAbstractButton* step : steps) {
            stops += (step->focusPolicy() & Qt::TabFocus) != 0 ? 1 : 0;
            QVERIFY(step->width() >= 24 && step->height() >= 24);
        }
        QCOMPARE(stops, 1);
        QCOMPARE(nameOf(*steps[0]), u"Open, done at 14:02"_s);
        QCOMPARE(nameOf(*steps[2]), u"Mitigating, now"_s);
        QCOMPARE(nameOf(*steps[3]), u"Resolved, to come"_s);
        const int wide = track.sizeHint().width();
        track.setTimesShown(false);
        QVERIFY(track.sizeHint().width() < wide);
    }

    void theStatusTrackCanBeReachedAtItsEndToo()
    {
        StatusTrack track(*m_theme);
        auto steps = storySteps();
        for (StatusTrack::Step& step : steps)
            step.progress = StatusTrack::Progress::Done;
        track.setSteps(steps);
        const QList<QAbstractButton*> buttons = track.findChildren<QAbstractButton*>();
        QVERIFY((buttons.last()->focusPolicy() & Qt::TabFocus) != 0);
        QVERIFY((buttons.first()->focusPolicy() & Qt::TabFocus) == 0);
    }

    void theStatusTrackIsAChoiceThatPressingAloneDoesNotMake()
    {
        StatusTrack track(*m_theme);
        track.setSteps(storySteps());
        const QList<QAbstractButton*> steps = track.findChildren<QAbstractButton*>();
        QCOMPARE(QAccessible::queryAccessibleInterface(steps[2])->role(), QAccessible::RadioButton);
        QVERIFY(QAccessible::queryAccessibleInterface(steps[2])->state().checked);
        steps[3]->click();
        QVERIFY(!steps[3]->isChecked());
        QVERIFY(steps[2]->isChecked());
    }

    void segmentsChooseOneByKey()
    {
        QWidget window;
        SegmentedControl control(*m_theme, &window);
        for (const QString& text : {u"Open 3"_s, u"Mine"_s, u"All"_s}) {
            control.add(text);
        }
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        const QList<QAbstractButton*> segments = control.findChildren<QAbstractButton*>();
        QTest::keyClick(segments[0], Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QVERIFY(segments[1]->isChecked() && !segments[0]->isChecked());
        QTest::mouseClick(segments[1], Qt::LeftButton);
        QVERIFY2(segments[1]->isChecked(), "pressing the chosen one leaves it chosen");
        QCOMPARE(changed.count(), 1);
    }

    void badgesAndChannelsHaveNames()
    {
        ImpactBadge badge(*m_theme);
        badge.setImpact(Impact::Critical);
        QCOMPARE(nameOf(badge), u"impact 1, critical"_s);
        ChannelNode node(*m_theme, Channel::Sms, ChannelState::Acknowledged);
        QCOMPARE(nameOf(node), u"SMS, acknowledged"_s);
        ElapsedClock clock(*m_theme);
        clock.setElapsed(1752s);
        QCOMPARE(nameOf(clock), u"Elapsed 00:29:12"_s);
    }

    void initialsOfNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("latin") << u"Misaki Sato"_s << u"MS"_s;
        QTest::newRow("family name first") << u"佐藤 美咲"_s << u"佐"_s;
        QTest::newRow("outside the first plane") << u"𠮷田 健"_s << u"𠮷"_s;
        QTest::newRow("katakana") << u"ダニエル"_s << u"ダ"_s;
        QTest::newRow("one word") << u"payments-bot"_s << u"P"_s;
        QTest::newRow("three parts") << u"Ana de Souza"_s << u"AS"_s;
        QTest::newRow("nothing") << u"  "_s << QString();
    }

    void initialsOfNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(initials(name), expected);
    }

    void durationsAreWrittenAsInTheGlossary()
    {
        QCOMPARE(clockText(1752s), u"00:29:12"_s);
        QCOMPARE(countdownText(394s), u"06:34"_s);
        QCOMPARE(countdownText(3994s), u"1:06:34"_s);
        QCOMPARE(durationText(206s), u"3 m 26 s"_s);
        QCOMPARE(durationText(2h + 11min), u"2 h 11 m"_s);
        QCOMPARE(durationText(45s), u"45 s"_s);
        const auto story = matoi::domain::parseTime("2026-11-18T05:02:14Z").value();
        const auto later = matoi::domain::parseTime("2026-11-20T05:02:14Z").value();
        QCOMPARE(dateTimeText(story, story, QTimeZone("Asia/Tokyo")), u"14:02"_s);
        QCOMPARE(dateTimeText(story, later, QTimeZone("Asia/Tokyo")), u"Wed 18 Nov 14:02"_s);
    }

    void altShowsKeysWithoutMovingAnything()
    {
        CommandButton button(*m_theme, u"Page someone"_s, Icon::PhoneCall);
        button.setKey(QKeySequence(Qt::Key_P));
        button.resize(button.sizeHint());
        const QSize before = button.sizeHint();
        const QImage plain = button.grab().toImage();
        QTest::keyPress(&button, Qt::Key_Alt);
        QVERIFY(m_theme->keyCaps().altHeld());
        QCOMPARE(button.sizeHint(), before);
        QVERIFY(button.grab().toImage() != plain);
        QTest::keyRelease(&button, Qt::Key_Alt);
        QVERIFY(button.grab().toImage() == plain);

        m_theme->keyCaps().setPolicy(KeyCapVisibility::Policy::Always);
        QVERIFY(button.sizeHint().width() > before.width());
        m_theme->keyCaps().setPolicy(KeyCapVisibility::Policy::OnAlt);
    }

    void aHairlineCanBeCaughtBesideTheLine()
    {
        HairlineSplitter splitter(*m_theme, Qt::Horizontal);
        splitter.addWidget(new QWidget);
        splitter.addWidget(new QWidget);
        splitter.resize(600, 200);
        splitter.setDefaultSizes({200, 399});
        splitter.show();
        QCOMPARE(splitter.count(), 2);
        const auto line = [&splitter] { return splitter.handle(1)->geometry().center().x(); };
        QCOMPARE(splitter.handle(1)->contentsRect().width(), 1);
        const int before = line();
        QWidget* grip = splitter.childAt(before + 3, 100);
        QVERIFY(grip != nullptr);
        QCOMPARE(grip->cursor().shape(), Qt::SplitHCursor);
        const QPoint caught = grip->mapFrom(&splitter, QPoint(before + 3, 100));
        QTest::mousePress(grip, Qt::LeftButton, {}, caught);
        QTest::mouseMove(grip, caught + QPoint(60, 0));
        QTest::mouseRelease(grip, Qt::LeftButton, {}, grip->mapFrom(&splitter, QPoint(before + 63, 100)));
        QCOMPARE(line(), before + 60);
        QTest::mouseDClick(splitter.childAt(before + 60, 100), Qt::LeftButton);
        QCOMPARE(line(), before);
    }

    void longTextEndsInAnEllipsis()
    {
        ElidedLabel label(*m_theme, TextStyle::Body, Role::TextPrimary,
                          u"Card payments declined for Visa (acquirer)"_s);
        label.resize(120, label.sizeHint().height());
        QVERIFY(label.isElided());
        label.resize(label.sizeHint());
        QVERIFY(!label.isElided());
    }

private:
    static std::vector<StatusTrack::Step> storySteps()
    {
        using Progress = StatusTrack::Progress;
        return {{u"Open"_s, u"14:02"_s, Progress::Done},
                {u"Acknowledged"_s, u"14:05"_s, Progress::Done},
                {u"Mitigating"_s, u"now"_s, Progress::Current},
                {u"Resolved"_s, {}, Progress::Coming}};
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(WidgetsTest)
#include "widgetstest.moc"
