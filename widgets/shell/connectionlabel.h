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
    enum class Room
    {
        Whole, ///< "Live, synced 2 s ago"
        Short, ///< "Live, 2 s ago"
        Least  ///< "Live": what a banner or a menu says as well is left out
    };
    void setRoom(Room room);
    /// What helps when it refuses is another then.
    void setOwnService(bool own);
    int widthIn(Room room) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

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
    Words words(Room room) const;
    void refresh();

    PanelContext m_context;
    Room m_room = Room::Whole;
    bool m_ownService = false;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
