#include "tests/screenshots/faults.h"

#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableWidget>

#include <memory>

using namespace matoi::test;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// Each kind of fault is found, and a window that is in order has none.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication*>(qApp),
                                          std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark));
        m_window = std::make_unique<QWidget>();
        m_window->resize(600, 300);
    }
    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
    }

    void aWindowInOrderHasNone()
    {
        auto* row = new QHBoxLayout(m_window.get());
        row->addWidget(new TextLabel(*m_theme, TextStyle::Body, Role::TextPrimary, u"Title"_s));
        row->addWidget(new QLineEdit);
        row->addWidget(new CommandButton(*m_theme, u"Post update"_s));
        auto* box = new QComboBox;
        box->addItems({u"Team"_s, u"Customers"_s});
        row->addWidget(box);
        QCOMPARE(found(), QStringList());
    }

    void findsTextThatIsCutOff()
    {
        auto* label = new TextLabel(*m_theme, TextStyle::Body, Role::TextPrimary,
                                    u"Checkout slow and failing"_s, m_window.get());
        label->setGeometry(10, 10, 60, 24);
        auto* button = new CommandButton(*m_theme, u"Acknowledge for them"_s, Icon::None, m_window.get());
        button->setGeometry(10, 40, 60, 30);
        auto* lines =
            new TextLabel(*m_theme, TextStyle::Body, Role::TextPrimary,
                          u"Nobody will be paged until you are online, and these are the numbers to call"_s,
                          m_window.get());
        lines->setWordWrap(true);
        lines->setGeometry(10, 80, 120, 20);
        auto* field = new QLineEdit(m_window.get());
        field->setPlaceholderText(u"What customers see, what is being done"_s);
        field->setGeometry(10, 120, 60, 30);
        auto* box = new QComboBox(m_window.get());
        box->addItem(u"Management and customers"_s);
        box->setGeometry(10, 160, 70, 30);
        const QStringList faults = found();
        for (const QString& wanted : {u"Checkout slow"_s, u"Acknowledge for them"_s, u"its lines need"_s,
                                      u"its hint"_s, u"QComboBox"_s})
            QVERIFY2(!faults.filter(wanted).isEmpty(), qPrintable(wanted + u'\n' + faults.join(u'\n')));
    }

    void letsAShortenedTextPassThatSaysAllOfIt()
    {
        auto* label = new ElidedLabel(*m_theme, TextStyle::Body, Role::TextPrimary,
                                      u"Checkout slow and failing"_s, m_window.get());
        label->setGeometry(10, 10, 60, 24);
        QVERIFY(label->isElided());
        QCOMPARE(found(), QStringList());
        // A box that ends in an ellipsis has all of it in its tip.
        auto* box = new QComboBox(m_window.get());
        box->addItem(u"Management and customers"_s);
        box->setToolTip(box->currentText());
        box->setGeometry(10, 160, 70, 30);
        QVERIFY(found().filter(u"QComboBox"_s).isEmpty());
    }

    void findsTabsAndColumnsThatAreTooNarrow()
    {
        auto* tabs = new QTabBar(m_window.get());
        tabs->setElideMode(Qt::ElideRight);
        tabs->setUsesScrollButtons(false);
        tabs->addTab(u"Everything that happened"_s);
        tabs->addTab(u"Everybody who was paged"_s);
        tabs->setGeometry(0, 0, 120, 30);
        auto* table = new QTableWidget(1, 1, m_window.get());
        table->setHorizontalHeaderLabels({u"Acknowledged by"_s});
        table->setColumnWidth(0, 40);
        table->setGeometry(0, 60, 300, 100);
        const QStringList faults = found();
        QVERIFY2(!faults.filter(u"QTabBar"_s).isEmpty(), qPrintable(faults.join(u'\n')));
        QVERIFY2(!faults.filter(u"Acknowledged by"_s).isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void findsWhatAHandCannotHit()
    {
        auto* button = new Chip(*m_theme, u"Mine"_s, Icon::None, m_window.get());
        button->setGeometry(10, 10, 80, 18);
        QCOMPARE(found().filter(u"hand can hit"_s).size(), 1);
        button->setEnabled(false);
        QVERIFY(found().filter(u"hand can hit"_s).isEmpty());
    }

    void findsWhatStandsOutsideOrOnItsNeighbour()
    {
        auto* row = new QHBoxLayout(m_window.get());
        auto* left = new QWidget;
        auto* right = new QWidget;
        row->addWidget(left);
        row->addWidget(right);
        auto* outside = new QWidget(left);
        outside->setObjectName(u"outside"_s);
        m_window->show();
        QCOMPARE(found(), QStringList());
        outside->setGeometry(-40, 0, 80, 20);
        QCOMPARE(found().filter(u"outside"_s).size(), 1);
        outside->setGeometry(0, 0, 20, 20);
        left->setGeometry(10, 10, 400, 100);
        right->setGeometry(300, 10, 200, 100);
        QCOMPARE(found().filter(u"covers"_s).size(), 1);
    }

    void findsWhatScrollsSideways()
    {
        auto* area = new QScrollArea(m_window.get());
        auto* page = new QWidget;
        page->setFixedSize(800, 2000);
        area->setWidget(page);
        area->setGeometry(0, 0, 400, 200);
        QCOMPARE(found().filter(u"scrolls sideways"_s).size(), 1);
        page->setFixedSize(300, 2000);
        QCOMPARE(found(), QStringList());
    }

private:
    QStringList found()
    {
        m_window->show();
        static_cast<void>(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::processEvents();
        return faultsOf(*m_window);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
};

QTEST_MAIN(FaultsTest)
#include "faultstest.moc"
