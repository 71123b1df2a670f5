#include "widgets/common/readingorder.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <memory>

using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// A window whose parts are made in another order than they are read in.
class Shuffled : public QWidget
{
public:
    Shuffled()
    {
        auto* column = new QVBoxLayout(this);
        m_last = named(new QPushButton(this), u"last"_s);
        auto* right = named(new QPushButton(this), u"right"_s);
        auto* left = named(new QLineEdit(this), u"left"_s);
        auto* row = new QHBoxLayout;
        row->addWidget(left);
        row->addWidget(right);
        column->addLayout(row);
        auto* panes = new QHBoxLayout;
        panes->addWidget(pane(u"a"_s));
        panes->addWidget(pane(u"b"_s));
        column->addLayout(panes);
        column->addWidget(m_last);
        resize(400, 300);
    }

    QStringList order() const
    {
        QStringList names;
        for (const QWidget* widget : readingOrder(*this))
            names << widget->objectName();
        return names;
    }

    QWidget* last() const { return m_last; }
    QVBoxLayout* column() const { return static_cast<QVBoxLayout*>(layout()); }

    template <class Widget> static Widget* named(Widget* widget, const QString& name)
    {
        widget->setObjectName(name);
        widget->setFocusPolicy(Qt::StrongFocus); // also where the style would leave buttons out
        return widget;
    }

protected:
    bool focusNextPrevChild(bool next) override { return focusInReadingOrder(*this, next); }

private:
    QWidget* pane(const QString& name)
    {
        auto* pane = new QWidget(this);
        auto* rows = new QVBoxLayout(pane);
        auto* lower = named(new QPushButton(pane), name + u"2"_s);
        auto* upper = named(new QPushButton(pane), name + u"1"_s);
        rows->addWidget(upper);
        rows->addWidget(lower);
        return pane;
    }

    QWidget* m_last;
};

class ReadingOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<Shuffled>();
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void goesByLinesAndThroughEachPane()
    {
        QCOMPARE(m_window->order(),
                 QStringList({u"left"_s, u"right"_s, u"a1"_s, u"a2"_s, u"b1"_s, u"b2"_s, u"last"_s}));
    }

    void takesARowThatComesLaterInItsPlace()
    {
        auto* late = Shuffled::named(new QPushButton(m_window.get()), u"late"_s);
        m_window->column()->insertWidget(1, late);
        late->show();
        QTRY_VERIFY(m_window->order().indexOf(u"late"_s) == 2);
    }

    void tabGoesRoundAndBackPastWhatIsHiddenOrDisabled()
    {
        m_window->findChild<QWidget*>(u"a1"_s)->hide();
        m_window->findChild<QWidget*>(u"b1"_s)->setEnabled(false);
        QStringList visited;
        m_window->last()->setFocus();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
            visited << m_window->focusWidget()->objectName();
        }
        QCOMPARE(visited, QStringList({u"left"_s, u"right"_s, u"a2"_s, u"b2"_s, u"last"_s}));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(m_window->focusWidget()->objectName(), u"b2"_s);
    }

    void goesOnFromWhereAClickHasBroughtTheFocus()
    {
        QWidget* clicked = m_window->findChild<QWidget*>(u"a2"_s);
        clicked->setFocusPolicy(Qt::ClickFocus);
        clicked->setFocus(Qt::MouseFocusReason);
        QTest::keyClick(clicked, Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget()->objectName(), u"b1"_s);
        QVERIFY(!m_window->order().contains(u"a2"_s));
    }

private:
    std::unique_ptr<Shuffled> m_window;
};

QTEST_MAIN(ReadingOrderTest)
#include "readingordertest.moc"
