#pragma once

#include "widgets/common/accessible.h"

namespace matoi::widgets {

class TextLabel;

/// One sentence with a sign before it that says whether it is well: "✓ Matoi's own service runs here."
class FactLine final : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Tone
    {
        Plain,
        Ok,
        Wait,
        Warn, ///< goes on without it, and says so
        Fail
    };

    explicit FactLine(Theme& theme, QWidget* parent = nullptr);

    /// Hidden while `text` is empty.
    void set(Tone tone, const QString& text);
    Tone tone() const { return m_tone; }
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    Tone m_tone = Tone::Plain;
    TextLabel* m_text;
};

} // namespace matoi::widgets
