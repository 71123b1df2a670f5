#pragma once

#include "widgets/common/accessible.h"

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class TextLabel;

/// A few lines that must be seen before going on, with an edge and an icon in their colour: amber when
/// something waits or is missing, violet when something stays on this computer, red when it was refused.
class NoteBlock final : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Tone
    {
        Wait,
        Local,
        Fail
    };

    NoteBlock(Theme& theme, Tone tone, QWidget* parent = nullptr);

    void setTone(Tone tone);
    /// Hidden while both are empty.
    void setTexts(const QString& title, const QString& text);
    /// Under the texts.
    void addWidget(QWidget* widget);

    QAccessible::Role accessibleRole() const override { return QAccessible::AlertMessage; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
    TextLabel* m_title;
    TextLabel* m_text;
    QVBoxLayout* m_column;
};

} // namespace matoi::widgets
