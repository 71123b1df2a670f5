#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class TabularLabel;
class TextLabel;

/// The 34 px line over a pane: title and count at the left, grey meta text and actions at the right.
class SectionHeader : public PaintedWidget
{
    Q_OBJECT

public:
    explicit SectionHeader(Theme& theme, const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Grey number after the title; empty: none.
    void setCount(const QString& count);
    /// Right side, before the actions: "edited 14:24 by Misaki Sato". Elided when narrow.
    void setMeta(const QString& meta);
    /// A quiet button ("Edit") or, with Kind::Link set on it, a link ("All 19 events"). At most two.
    CommandButton* addAction(const QString& text, Icon icon = Icon::None);
    /// Anything else at the right.
    void addWidget(QWidget* widget);

    QAccessible::Role accessibleRole() const override { return QAccessible::Heading; }

protected:
    void themeChanged() override;

private:
    QHBoxLayout* m_row;
    TextLabel* m_title;
    TabularLabel* m_count;
    ElidedLabel* m_meta;
};

} // namespace matoi::widgets
