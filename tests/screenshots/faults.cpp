#include "tests/screenshots/faults.h"

#include "widgets/common/textlabel.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionComboBox>
#include <QtWidgets/QTabBar>

namespace matoi::test {

using namespace Qt::StringLiterals;

namespace {

/// What rounding may take.
constexpr int slack = 1;
/// The smallest thing that a hand can hit (design.md, section 7).
constexpr int hand = 24;

QString textOf(const QWidget& widget)
{
    for (const char* property : {"text", "title", "accessibleName", "objectName"}) {
        const QString text = widget.property(property).toString().simplified();
        if (!text.isEmpty())
            return text.size() > 40 ? text.left(39) + u'…' : text;
    }
    return {};
}

QString describe(const QWidget& widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className());
    name.remove(u"matoi::widgets::"_s);
    const QString text = textOf(widget);
    if (!text.isEmpty())
        name += u" “%1”"_s.arg(text);
    if (const QWidget* parent = widget.parentWidget())
        name += u" in %1"_s.arg(
            QString::fromLatin1(parent->metaObject()->className()).remove(u"matoi::widgets::"_s));
    return name;
}

bool isQtsOwn(const QWidget& widget)
{
    return widget.objectName().startsWith(u"qt_"_s) || widget.inherits("QLineEditIconButton") ||
           qobject_cast<const QScrollBar*>(&widget) != nullptr ||
           qobject_cast<const QSplitterHandle*>(&widget) != nullptr;
}

/// The viewport of a scroll area, in which things are higher than what is seen of them.
bool scrolls(const QWidget& widget)
{
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget.parentWidget());
    return area != nullptr && area->viewport() == &widget;
}

QString tooNarrow(const QWidget& widget, int has, int wants)
{
    return u"%1: its text needs %2 px and has %3"_s.arg(describe(widget)).arg(wants).arg(has);
}

void checkLabel(const QLabel& label, QStringList& out)
{
    if (label.text().isEmpty() || !label.pixmap(Qt::ReturnByValue).isNull())
        return;
    if (!label.wordWrap()) {
        if (label.sizeHint().width() > label.width() + slack)
            out << tooNarrow(label, label.width(), label.sizeHint().width());
        return;
    }
    const int high = label.heightForWidth(label.width());
    if (high > label.height() + slack)
        out << u"%1: its lines need %2 px of height and have %3"_s.arg(describe(label))
                   .arg(high)
                   .arg(label.height());
}

void checkTabs(const QTabBar& tabs, QStringList& out)
{
    for (int i = 0; i < tabs.count(); ++i)
        if (const int wants = tabs.fontMetrics().horizontalAdvance(tabs.tabText(i));
            wants > tabs.tabRect(i).width())
            out << tooNarrow(tabs, tabs.tabRect(i).width(), wants);
}

void checkHeader(const QHeaderView& header, QStringList& out)
{
    if (header.orientation() != Qt::Horizontal || header.model() == nullptr)
        return;
    for (int i = 0; i < header.count(); ++i) {
        const QString title = header.model()->headerData(i, Qt::Horizontal).toString();
        const int wants = header.fontMetrics().horizontalAdvance(title);
        if (!header.isSectionHidden(i) && wants > header.sectionSize(i))
            out << u"%1: the column “%2” needs %3 px and has %4"_s.arg(describe(header), title)
                       .arg(wants)
                       .arg(header.sectionSize(i));
    }
}

void checkField(const QLineEdit& field, QStringList& out)
{
    if (!field.text().isEmpty() || qobject_cast<const QComboBox*>(field.parentWidget()) != nullptr)
        return;
    const int wants = field.fontMetrics().horizontalAdvance(field.placeholderText());
    if (wants > field.width() - 8)
        out << u"%1: its hint “%2” needs %3 px and has %4"_s.arg(describe(field), field.placeholderText())
                   .arg(wants)
                   .arg(field.width() - 8);
}

void checkBox(const QComboBox& box, QStringList& out)
{
    if (box.toolTip() == box.currentText())
        return; // it is shortened with an ellipsis, and whole in the tip
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const int room =
        box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box).width();
    const int icon = box.currentIndex() >= 0 && !box.itemIcon(box.currentIndex()).isNull()
                         ? box.iconSize().width() + 4
                         : 0;
    const int wants = box.fontMetrics().boundingRect(box.currentText()).width() + icon;
    if (wants > room + slack)
        out << tooNarrow(box, room, wants);
}

void checkText(const QWidget& widget, QStringList& out)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        checkLabel(*label, out);
    else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        checkTabs(*tabs, out);
    else if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
        checkHeader(*header, out);
    else if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
        checkField(*field, out);
    else if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        checkBox(*box, out);
    else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        // One that can be smaller shortens its text itself; what it leaves out has to be said elsewhere.
        const int least = button->minimumSizeHint().isValid() ? button->minimumSizeHint().width()
                                                              : button->sizeHint().width();
        const bool says = !button->toolTip().isEmpty() || !button->accessibleName().isEmpty();
        if (least > button->width() + slack ||
            (button->sizeHint().width() > button->width() + slack && !says))
            out << tooNarrow(*button, button->width(), button->sizeHint().width());
    } else if (const auto* number = qobject_cast<const widgets::TabularLabel*>(&widget)) {
        if (number->sizeHint().width() > number->width() + slack)
            out << tooNarrow(*number, number->width(), number->sizeHint().width());
    }
}

void checkHand(const QWidget& widget, QStringList& out)
{
    const bool pressed = qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
                         qobject_cast<const QComboBox*>(&widget) != nullptr ||
                         qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
                         qobject_cast<const QTabBar*>(&widget) != nullptr;
    if (pressed && widget.isEnabled() && (widget.width() < hand || widget.height() < hand))
        out << u"%1: %2 x %3 is less than a hand can hit"_s.arg(describe(widget))
                   .arg(widget.width())
                   .arg(widget.height());
}

void checkSqueezed(const QWidget& widget, QStringList& out)
{
    const QSize least = widget.minimumSizeHint();
    if (qobject_cast<const QLabel*>(&widget) != nullptr ||
        qobject_cast<const QSplitter*>(&widget) != nullptr ||
        qobject_cast<const QAbstractScrollArea*>(&widget) != nullptr || widget.layout() != nullptr)
        return; // its parts say so themselves, or it scrolls
    if (least.width() > widget.width() + slack || least.height() > widget.height() + slack)
        out << u"%1: %2 x %3 is less than the %4 x %5 that it needs"_s.arg(describe(widget))
                   .arg(widget.width())
                   .arg(widget.height())
                   .arg(least.width())
                   .arg(least.height());
}

void checkPlace(const QWidget& widget, QStringList& out)
{
    const QWidget* parent = widget.parentWidget();
    if (widget.isWindow() || parent == nullptr || qobject_cast<const QHeaderView*>(parent) != nullptr)
        return;
    const QRect ours = widget.geometry();
    const bool sideways = ours.left() < -slack || ours.right() > parent->width() - 1 + slack;
    const bool upright = ours.top() < -slack || ours.bottom() > parent->height() - 1 + slack;
    if (sideways || (upright && !scrolls(*parent)))
        out << u"%1: it stands at %2,%3 %4 x %5 and its parent is %6 x %7"_s.arg(describe(widget))
                   .arg(ours.x())
                   .arg(ours.y())
                   .arg(ours.width())
                   .arg(ours.height())
                   .arg(parent->width())
                   .arg(parent->height());
}

/// Neighbours of one layout may not cover each other.
void checkNeighbours(const QWidget& widget, QStringList& out)
{
    const QLayout* layout = widget.layout();
    if (layout == nullptr)
        return;
    QList<const QWidget*> placed;
    for (const QObject* child : widget.children()) {
        const auto* one = qobject_cast<const QWidget*>(child);
        if (one != nullptr && !one->isWindow() && one->isVisible() &&
            layout->indexOf(const_cast<QWidget*>(one)) >= 0)
            placed << one;
    }
    for (qsizetype i = 0; i < placed.size(); ++i)
        for (qsizetype j = i + 1; j < placed.size(); ++j) {
            const QRect both = placed[i]->geometry() & placed[j]->geometry();
            if (both.width() > slack && both.height() > slack)
                out << u"%1: it covers %2"_s.arg(describe(*placed[i]), describe(*placed[j]));
        }
}

void checkScrolling(const QWidget& widget, QStringList& out)
{
    const auto* area = qobject_cast<const QAbstractScrollArea*>(&widget);
    if (area == nullptr)
        return;
    const QScrollBar* bar = area->horizontalScrollBar();
    if (bar->maximum() > bar->minimum())
        out << u"%1: it scrolls sideways by %2 px"_s.arg(describe(widget))
                   .arg(bar->maximum() - bar->minimum());
}

} // namespace

QStringList faultsOf(const QWidget& window)
{
    QStringList out;
    QList<const QWidget*> all{&window};
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QWidget& widget = *all[i];
        for (const QObject* child : widget.children()) {
            const auto* one = qobject_cast<const QWidget*>(child);
            if (one != nullptr && one->isVisible() && !one->isWindow())
                all << one;
        }
        checkScrolling(widget, out);
        checkNeighbours(widget, out);
        if (isQtsOwn(widget))
            continue;
        checkPlace(widget, out);
        checkText(widget, out);
        checkHand(widget, out);
        checkSqueezed(widget, out);
    }
    out.removeDuplicates();
    return out;
}

} // namespace matoi::test
