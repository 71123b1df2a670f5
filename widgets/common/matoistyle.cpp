#include "widgets/common/matoistyle.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTreeView>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

constexpr int comboIconGap = 7; // px at 100 %, between the icon of what is chosen and its words

} // namespace

MatoiStyle::MatoiStyle(const Theme& theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{}

void MatoiStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorMenuCheckMark: drawCheckBox(*option, *painter); return;
    case PE_IndicatorRadioButton: drawRadioButton(*option, *painter); return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: drawArrow(element, *option, *painter); return;
    case PE_IndicatorBranch: drawBranch(*option, *painter); return;
    case PE_PanelItemViewItem: drawRow(*option, *painter, widget); return;
    case PE_PanelLineEdit:
        // The line inside a spin or combo box has no frame of its own.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame == nullptr || frame->lineWidth > 0) {
            drawField(*option, *painter);
        }
        return;
    case PE_FrameFocusRect:
        // Rows show where the focus is by their own selection; a ring around each cell says nothing more.
        if (qobject_cast<const QAbstractItemView*>(widget) == nullptr) {
            paintFocusRing(*painter, m_theme, QRectF(option->rect).adjusted(-2, -1, 2, 1), 4);
        }
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget); return;
    }
}

void MatoiStyle::drawCheckBox(const QStyleOption& option, QPainter& painter) const
{
    const int side = std::min(option.rect.width(), option.rect.height());
    const QRectF box(option.rect.x() + (option.rect.width() - side) / 2,
                     option.rect.y() + (option.rect.height() - side) / 2, side, side);
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool on = option.state.testFlag(State_On);
    const bool partly = option.state.testFlag(State_NoChange);
    const bool hovered = enabled && option.state.testFlag(State_MouseOver);

    BoxStyle style{m_theme.fieldColour(), m_theme.colour(Role::LineControl), Edge::Solid, 3};
    if (on || partly) {
        style.fill = style.edge = m_theme.colour(enabled ? Role::AccentFill : Role::LineControl);
    } else if (hovered) {
        style.edge = m_theme.colour(Role::AccentText);
    }
    paintBox(painter, box, style);
    if (on || partly) {
        const QPixmap sign = m_theme.pixmap(partly ? Icon::Minus : Icon::Check, side - 2, Role::AccentOnFill,
                                            painter.device()->devicePixelRatio());
        painter.drawPixmap(QPointF(box.x() + 1, box.y() + 1), sign);
    }
}

void MatoiStyle::drawRadioButton(const QStyleOption& option, QPainter& painter) const
{
    const qreal side = std::min(option.rect.width(), option.rect.height());
    const QRectF box(option.rect.x(), option.rect.y() + (option.rect.height() - side) / 2, side, side);
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool on = option.state.testFlag(State_On);
    const QColor filled = m_theme.colour(enabled ? Role::AccentFill : Role::LineControl);
    paintBox(painter, box,
             {on ? filled : m_theme.fieldColour(), on ? filled : m_theme.colour(Role::LineControl),
              Edge::Solid, side / 2});
    if (on) {
        const qreal dot = side * 0.38;
        paintBox(painter, QRectF(box.center() - QPointF(dot / 2, dot / 2), QSizeF(dot, dot)),
                 {m_theme.colour(Role::AccentOnFill), Qt::transparent, Edge::None, dot / 2});
    }
}

void MatoiStyle::drawArrow(PrimitiveElement element, const QStyleOption& option, QPainter& painter) const
{
    const Icon icon = element == PE_IndicatorArrowDown   ? Icon::ChevronDown
                      : element == PE_IndicatorArrowUp   ? Icon::ChevronUp
                      : element == PE_IndicatorArrowLeft ? Icon::ChevronLeft
                                                         : Icon::ChevronRight;
    const bool enabled = option.state.testFlag(State_Enabled);
    const int side = std::min({m_theme.iconSize(14), option.rect.width() + 4, option.rect.height() + 4});
    const QPixmap arrow = m_theme.pixmap(icon, side, enabled ? Role::TextSecondary : Role::TextTertiary,
                                         painter.device()->devicePixelRatio());
    painter.drawPixmap(QPointF(option.rect.x() + (option.rect.width() - side) / 2,
                               option.rect.y() + (option.rect.height() - side) / 2),
                       arrow);
}

void MatoiStyle::drawBranch(const QStyleOption& option, QPainter& painter) const
{
    if (option.state.testFlag(State_Selected) && option.rect.left() <= 0) {
        painter.fillRect(QRect(0, option.rect.top(), 3, option.rect.height()),
                         m_theme.colour(Role::AccentText));
    }
    if (option.state.testFlag(State_Children)) {
        drawArrow(option.state.testFlag(State_Open)     ? PE_IndicatorArrowDown
                  : option.direction == Qt::RightToLeft ? PE_IndicatorArrowLeft
                                                        : PE_IndicatorArrowRight,
                  option, painter);
    }
}

void MatoiStyle::drawRow(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    const auto* row = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    const bool selected = option.state.testFlag(State_Selected);
    if (row != nullptr && row->backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, row->backgroundBrush);
    }
    if (selected) {
        painter.fillRect(option.rect, m_theme.colour(Role::BgSelected));
    } else if (option.state.testFlag(State_MouseOver) && option.state.testFlag(State_Enabled)) {
        painter.fillRect(option.rect, m_theme.colour(Role::BgHover));
    }
    const bool first = row != nullptr && (row->viewItemPosition == QStyleOptionViewItem::Beginning ||
                                          row->viewItemPosition == QStyleOptionViewItem::OnlyOne);
    // Tables and lists leave the position invalid; their first column starts at the view's edge.
    const bool leftmost = row != nullptr && row->viewItemPosition == QStyleOptionViewItem::Invalid &&
                          option.rect.left() <= 0 && widget != nullptr;
    // A text of a tree that stands further in has its row's edge beside it: see drawBranch().
    const bool indented = qobject_cast<const QTreeView*>(widget) != nullptr && option.rect.left() > 0;
    if (selected && !indented && (first || leftmost)) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         m_theme.colour(Role::AccentText));
    }
}

void MatoiStyle::drawField(const QStyleOption& option, QPainter& painter) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool focus = enabled && option.state.testFlag(State_HasFocus);
    paintBox(painter, option.rect,
             {enabled ? m_theme.fieldColour() : m_theme.colour(Role::BgWindow),
              m_theme.colour(focus ? Role::AccentText : Role::LineControl), Edge::Solid, 5,
              focus ? 2.0 : 0.0});
}

/// A box that is narrower than its words ends in an ellipsis, not in the middle of a letter.
void MatoiStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (element == CE_ComboBoxLabel && combo != nullptr && !combo->editable) {
        QStyleOptionComboBox shown(*combo);
        QRect field = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
        if (!combo->currentIcon.isNull()) {
            const QSize size = combo->iconSize;
            const QPixmap icon = combo->currentIcon.pixmap(
                size, painter->device()->devicePixelRatioF(),
                combo->state.testFlag(State_Enabled) ? QIcon::Normal : QIcon::Disabled);
            painter->drawPixmap(QPoint(field.left(), field.center().y() - size.height() / 2 + 1), icon);
            field.setLeft(field.left() + size.width() + m_theme.px(comboIconGap));
            shown.currentIcon = {};
        }
        // Measured as the box measures itself: a full-width bracket ends in half a character of nothing.
        if (combo->fontMetrics.boundingRect(combo->currentText).width() > field.width() + 1)
            shown.currentText =
                combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, field.width());
        painter->setPen(
            combo->palette.color(combo->state.testFlag(State_Enabled) ? QPalette::Normal : QPalette::Disabled,
                                 QPalette::ButtonText));
        painter->drawText(field, Qt::AlignLeft | Qt::AlignVCenter, shown.currentText);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void MatoiStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (combo != nullptr && combo->editable) {
            drawField(*option, *painter);
        } else {
            const bool hovered =
                option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled);
            const bool focus = option->state.testFlag(State_HasFocus);
            paintBox(*painter, option->rect,
                     {m_theme.colour(hovered ? Role::BgHover : Role::BgRaised),
                      m_theme.colour(focus ? Role::AccentText : Role::LineControl), Edge::Solid, 5,
                      focus ? 2.0 : 0.0});
        }
        QStyleOption arrow(*option);
        arrow.rect = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        drawArrow(PE_IndicatorArrowDown, arrow, *painter);
        return;
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        drawField(*option, *painter);
        if (spin != nullptr && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            QStyleOption arrow(*option);
            for (const auto& [part, element, step] :
                 {std::tuple{SC_SpinBoxUp, PE_IndicatorArrowUp, QAbstractSpinBox::StepUpEnabled},
                  std::tuple{SC_SpinBoxDown, PE_IndicatorArrowDown, QAbstractSpinBox::StepDownEnabled}}) {
                arrow.rect = subControlRect(CC_SpinBox, option, part, widget);
                arrow.state.setFlag(State_Enabled, option->state.testFlag(State_Enabled) &&
                                                       spin->stepEnabled.testFlag(step));
                drawArrow(element, arrow, *painter);
            }
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect MatoiStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const
{
    const QRect rect = option->rect;
    const int arrow = m_theme.px(26);
    if (control == CC_ComboBox) {
        const int pad = m_theme.px(9);
        QRect result;
        switch (part) {
        case SC_ComboBoxArrow: result = QRect(rect.right() - arrow, rect.top(), arrow, rect.height()); break;
        case SC_ComboBoxEditField: result = rect.adjusted(pad, 2, -arrow - 1, -2); break;
        default: return QProxyStyle::subControlRect(control, option, part, widget);
        }
        return visualRect(option->direction, rect, result);
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        // With a style sheet Qt adds 16 px for the buttons to a spin box's width, at any text scale.
        constexpr int column = 17;
        const int buttons =
            spin != nullptr && spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : column;
        const int half = rect.height() / 2;
        QRect result;
        switch (part) {
        case SC_SpinBoxUp:
            result = QRect(rect.right() - buttons - 3, rect.top() + 2, buttons, half - 2);
            break;
        case SC_SpinBoxDown:
            result = QRect(rect.right() - buttons - 3, rect.top() + half, buttons, half - 2);
            break;
        case SC_SpinBoxEditField: result = rect.adjusted(m_theme.px(5), 2, -buttons - 2, -2); break;
        default: return QProxyStyle::subControlRect(control, option, part, widget);
        }
        return visualRect(option->direction, rect, result);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize MatoiStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                   const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        const bool icon = combo != nullptr && !combo->currentIcon.isNull();
        result.setWidth(size.width() + m_theme.px(26 + 9 + 4 + (icon ? comboIconGap : 0)));
        result.setHeight(m_theme.px(30));
    } else if (type == CT_CheckBox || type == CT_RadioButton) {
        result.setHeight(std::max(result.height(), m_theme.px(24)));
    } else if (type == CT_ItemViewItem) {
        result.setHeight(std::max(result.height(), m_theme.px(28)));
    }
    return result;
}

QIcon MatoiStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const
{
    // Qt's own is a pale disc, of another family than our icons.
    return which == SP_LineEditClearButton ? m_theme.icon(Icon::X)
                                           : QProxyStyle::standardIcon(which, option, widget);
}

int MatoiStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return m_theme.iconSize(15);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return m_theme.px(9);
    case PM_SmallIconSize:
    case PM_ButtonIconSize: return m_theme.iconSize(16);
    case PM_ToolBarIconSize: return m_theme.iconSize(20);
    case PM_SpinBoxFrameWidth: return 0;
    case PM_SplitterWidth: return 1;
    case PM_MenuButtonIndicator: return m_theme.px(18);
    case PM_TreeViewIndentation: return m_theme.px(16);
    case PM_HeaderDefaultSectionSizeVertical: return m_theme.px(32);
    case PM_FocusFrameHMargin:
        // Item views put it at both sides of a cell: the text keeps clear of the selected row's edge.
        return qobject_cast<const QAbstractItemView*>(widget) != nullptr ? m_theme.px(8) : 2;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QComboBox*>(widget) != nullptr
                   ? 1
                   : QProxyStyle::pixelMetric(metric, option, widget);
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int MatoiStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* result) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_TabBar_ElideMode: return Qt::ElideNone;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

void MatoiStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QComboBox*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    } else if (auto* line = qobject_cast<QLineEdit*>(widget);
               line != nullptr && qobject_cast<QAbstractSpinBox*>(line->parentWidget()) != nullptr) {
        // Qt measures a spin box without the 2 px that its line keeps free at each end.
        line->setTextMargins(-2, 0, -2, 0);
    } else if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
        tabs->setExpanding(false);
        tabs->setDrawBase(false);
    } else if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setHighlightSections(false);
    }
}

} // namespace matoi::widgets
