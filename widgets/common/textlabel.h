#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QLabel>

namespace matoi::widgets {

/// A QLabel in one of our type styles and colours, which follows the theme. For a number that changes use
/// TabularLabel, for text that may not fit ElidedLabel.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    TextLabel(Theme& theme, TextStyle style, Role role, const QString& text = {}, QWidget* parent = nullptr);

    void setRole(Role role);
    void setStyle(TextStyle style);
    using QLabel::setStyle;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void dress();

    Theme& m_theme;
    TextStyle m_style;
    Role m_role;
};

/// One line that ends in "…" when it does not fit; the whole text is its tool tip then, and its accessible
/// name.
class ElidedLabel : public PaintedWidget
{
    Q_OBJECT

public:
    ElidedLabel(Theme& theme, TextStyle style, Role role, const QString& text = {},
                QWidget* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    void setRole(Role role);
    void setStyle(TextStyle style);
    void setElideMode(Qt::TextElideMode mode);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString m_text;
    TextStyle m_style;
    Role m_role;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

/// A number or clock with tabular digits. `reserve` keeps room for the widest text to come ("00:00:00"), so
/// that nothing moves when digits are added.
class TabularLabel : public PaintedWidget
{
    Q_OBJECT

public:
    TabularLabel(Theme& theme, TextStyle style, Role role, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    void setReserve(const QString& widest);
    void setRole(Role role);
    void setStyle(TextStyle style);
    void setAlignment(Qt::Alignment alignment);

    QString accessibleText() const override { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QString m_reserve;
    TextStyle m_style;
    Role m_role;
    Qt::Alignment m_alignment = Qt::AlignRight | Qt::AlignVCenter;
};

/// A line between panes: one physical pixel at 100 %.
class Hairline : public PaintedWidget
{
    Q_OBJECT

public:
    explicit Hairline(Theme& theme, Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

    QAccessible::Role accessibleRole() const override { return QAccessible::Separator; }
    QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation m_orientation;
};

} // namespace matoi::widgets
