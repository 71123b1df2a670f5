#pragma once

#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// How fresh the screen is, in the top bar: live, slow, offline with what waits, sending, refused.
class ConnectionLabel final : public PaintedWidget
{
    Q_OBJECT

public:
    ConnectionLabel(const PanelContext& context, QWidget* parent = nullptr);

    QString accessibleText() const override;
    /// Narrow windows: "2 s ago".
    void setShort(bool isShort);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

Q_SIGNALS:
    void pressed();

private:
    struct Words
    {
        QString strong;
        QString weak;
        Role role;
        Icon icon;
    };
    Words words() const;

    PanelContext m_context;
    bool m_short = false;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
