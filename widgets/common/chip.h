#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

namespace matoi::widgets {

/// A filter that is on or off: icon, word and how many it lets through. 24 high. Use QAbstractButton's
/// toggled() and, for one-of-many, a QButtonGroup.
class Chip : public PaintedButton
{
    Q_OBJECT

public:
    Chip(Theme& theme, const QString& text, Icon icon = Icon::None, QWidget* parent = nullptr);

    /// Shown after the word, grey; negative: none.
    void setCount(int count);
    /// Colour of the icon, for kinds that have one (decisions are accent.text).
    void setIconRole(Role role);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    Role m_iconRole = Role::TextSecondary;
    int m_count = -1;
};

/// A word on a tinted ground, not to be pressed: "by a person", "queued, NOT delivered", "Acknowledged
/// 14:05".
class Tag : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Tone
    {
        Neutral,
        Ok,
        Wait,
        Fail,
        Local
    };

    Tag(Theme& theme, const QString& text, Tone tone = Tone::Neutral, Icon icon = Icon::None,
        QWidget* parent = nullptr);

    void setTag(const QString& text, Tone tone, Icon icon);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
    Icon m_icon = Icon::None;
};

} // namespace matoi::widgets
