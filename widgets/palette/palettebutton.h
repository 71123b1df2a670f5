#pragma once

#include "widgets/common/accessible.h"

namespace matoi::widgets {

/// The field-like button in the top bar that opens the palette, with its key.
class PaletteButton final : public PaintedButton
{
    Q_OBJECT

public:
    explicit PaletteButton(Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
};

} // namespace matoi::widgets
