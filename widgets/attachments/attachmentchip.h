#pragma once

#include "models/domain/attachment.h"
#include "widgets/common/accessible.h"

namespace matoi::widgets {

class CommandButton;
class Thumbnails;

/// One file that is, or will be, attached: its picture or an icon, its name and size. Pressing it shows it;
/// the x (or Delete) takes it away again.
class AttachmentChip final : public PaintedButton
{
    Q_OBJECT

public:
    AttachmentChip(Theme& theme, Thumbnails& thumbnails, domain::Attachment attachment, QWidget* parent);

    const domain::Attachment& attachment() const { return m_attachment; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    int pictureSide() const;

    Thumbnails& m_thumbnails;
    const domain::Attachment m_attachment;
    CommandButton* m_remove;
};

} // namespace matoi::widgets
