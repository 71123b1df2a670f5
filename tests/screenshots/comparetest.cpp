#include "tests/screenshots/compare.h"

#include "resources/resources.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <functional>

using namespace matoi::test;
using namespace Qt::StringLiterals;

namespace {

/// A window such as ours: rail, list, a text, a table, a badge, buttons; with what a test has changed in it.
struct Sheet
{
    QPointF textBy;   ///< all text is drawn that much further
    int columnBy = 0; ///< the table stands that much further
    bool pane = true; ///< the pane at the right is there
    QColor badge = QColor(200, 50, 40);
    QColor filled = QColor(70, 120, 220);
    QColor ground = QColor(20, 24, 29);
    QString button = u"Acknowledge"_s;
    QString event = u"Rollback to 2026.11.17-2 started"_s;
    bool line = true; ///< the hairline between the panes
    QFont::HintingPreference hinting = QFont::PreferDefaultHinting;

    QImage paint() const
    {
        QImage image(1440, 900, QImage::Format_RGB32);
        image.fill(QColor(15, 18, 22));
        QPainter painter(&image);
        painter.fillRect(348, 180, 1092, 668, ground);
        const auto font = [&](int pixels, int weight) {
            QFont out(u"Matoi Sans"_s);
            out.setPixelSize(pixels);
            out.setWeight(static_cast<QFont::Weight>(weight));
            out.setHintingPreference(hinting);
            painter.setFont(out);
        };
        const auto text = [&](qreal x, qreal y, const QString& words, QColor colour = QColor(220, 224, 228)) {
            painter.setPen(colour);
            painter.drawText(QPointF(x, y) + textBy, words);
        };
        font(13, QFont::Normal);
        for (int i = 0; i < 20; ++i)
            text(90, 100 + i * 38, u"Search index lag over 15 min in ap-northeast-1"_s.left(28 + i % 9));
        painter.fillRect(372, 60, 22, 22, badge);
        font(20, QFont::DemiBold);
        text(404, 78, u"Checkout slow and failing: CPU saturation on web-prod"_s);
        font(13, QFont::Normal);
        for (int i = 0; i < 14; ++i) {
            text(380 + columnBy, 230 + i * 40, u"14:%1"_s.arg(10 + i), QColor(150, 156, 163));
            text(440 + columnBy, 230 + i * 40,
                 i == 6 ? event : u"11 of 12 instances at 97 to 99 % CPU after the deploy"_s);
        }
        if (line)
            painter.fillRect(1000, 180, 1, 668, QColor(52, 58, 66));
        if (pane)
            for (int i = 0; i < 8; ++i)
                text(1020, 230 + i * 40, u"Kenji Mori, voice call, in 1 minute 10 seconds"_s);
        painter.fillRect(1290, 856, 130, 34, filled);
        font(13, QFont::Medium);
        text(1306, 878, button, Qt::white);
        return image;
    }
};

} // namespace

/// What the comparison lets pass and what it does not: on a sheet that is drawn like our windows.
class CompareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        matoi::initResources();
        for (const QString& style : {u"Regular"_s, u"SemiBold"_s})
            QVERIFY(QFontDatabase::addApplicationFont(u":/matoi/fonts/MatoiSans-%1.otf"_s.arg(style)) >= 0);
        m_approved = approvedForm(Sheet().paint());
    }

    void theSamePictureIsTheSame()
    {
        const Difference difference = compare(Sheet().paint(), m_approved);
        QVERIFY2(difference.same, qPrintable(difference.reason));
        QCOMPARE(difference.blocks, 0);
    }

    void approvedPicturesAreSmall()
    {
        QCOMPARE(m_approved.size(), QSize(720, 450));
        QVERIFY(m_approved.colorCount() <= 64);
    }

    void aRareColourIsKept()
    {
        QImage image = Sheet().paint();
        QPainter painter(&image);
        painter.fillRect(1100, 20, 12, 12, QColor(70, 210, 160)); // "Live"
        painter.end();
        const Difference difference = compare(image, approvedForm(image));
        QVERIFY2(difference.worst < 4, qPrintable(QString::number(difference.worst)));
    }

    void anotherRendererIsNoDifference_data()
    {
        QTest::addColumn<QPointF>("by");
        QTest::addColumn<int>("hinting");
        QTest::newRow("a pixel to the right") << QPointF(1, 0) << 0;
        QTest::newRow("a pixel to the left") << QPointF(-1, 0) << 0;
        QTest::newRow("a pixel down") << QPointF(0, 1) << 0;
        QTest::newRow("a pixel up and to the right") << QPointF(1, -1) << 0;
        QTest::newRow("half a pixel") << QPointF(0.5, 0.5) << 0;
        QTest::newRow("no hinting") << QPointF() << int(QFont::PreferNoHinting);
        QTest::newRow("full hinting") << QPointF() << int(QFont::PreferFullHinting);
    }
    void anotherRendererIsNoDifference()
    {
        QFETCH(QPointF, by);
        QFETCH(int, hinting);
        Sheet sheet;
        sheet.textBy = by;
        sheet.hinting = static_cast<QFont::HintingPreference>(hinting);
        const Difference difference = compare(sheet.paint(), m_approved);
        qDebug("%s %d blocks, worst %d", QTest::currentDataTag(), difference.blocks, difference.worst);
        QVERIFY2(difference.same, qPrintable(difference.reason));
    }

    void aFaultIsADifference_data()
    {
        QTest::addColumn<std::function<void(Sheet&)>>("spoil");
        const auto row = [](const char* name, std::function<void(Sheet&)> spoil) {
            QTest::newRow(name) << spoil;
        };
        row("a pane is missing", [](Sheet& sheet) { sheet.pane = false; });
        row("a column has moved", [](Sheet& sheet) { sheet.columnBy = 8; });
        row("a badge has another colour", [](Sheet& sheet) { sheet.badge = QColor(214, 140, 30); });
        row("a button has another colour", [](Sheet& sheet) { sheet.filled = QColor(110, 120, 130); });
        row("a ground has another colour", [](Sheet& sheet) { sheet.ground = QColor(40, 44, 49); });
        row("a button's text is cut off", [](Sheet& sheet) { sheet.button = u"Ack…"_s; });
        row("a line of text is cut off", [](Sheet& sheet) { sheet.event = u"Rollback to …"_s; });
        row("text of another line stands there",
            [](Sheet& sheet) { sheet.event = u"SMTP error: mailbox unavailable, 550"_s; });
    }
    void aFaultIsADifference()
    {
        QFETCH(std::function<void(Sheet&)>, spoil);
        Sheet sheet;
        spoil(sheet);
        const Difference difference = compare(sheet.paint(), m_approved);
        QVERIFY2(!difference.same,
                 qPrintable(u"%1 blocks, worst %2"_s.arg(difference.blocks).arg(difference.worst)));
        QVERIFY(!difference.reason.isEmpty());
    }

    void anotherSizeIsADifference()
    {
        const QImage image = Sheet().paint();
        const Difference difference = compare(image.copy(0, 0, 1440, 860), m_approved);
        QVERIFY(!difference.same);
        QVERIFY(difference.reason.contains(u"720 x 430"_s));
    }

    void showsWhatDiffersBesideBoth()
    {
        Sheet sheet;
        sheet.badge = Qt::yellow;
        const QImage image = sheet.paint();
        const Difference difference = compare(image, m_approved);
        const QImage beside = sideBySide(image, m_approved, difference);
        QCOMPARE(beside.size(), QSize(3 * 720 + 16, 450));
        // The badge: as it is, as it was, and marked.
        QVERIFY(qRed(beside.pixel(192, 36)) > 200 && qGreen(beside.pixel(192, 36)) > 200);
        QVERIFY(qGreen(beside.pixel(192 + 728, 36)) < 80);
        const QRgb marked = beside.pixel(192 + 2 * 728, 36);
        QVERIFY(qRed(marked) > qGreen(marked) + 60);
    }

private:
    QImage m_approved;
};

QTEST_MAIN(CompareTest)
#include "comparetest.moc"
