#pragma once

#include "widgets/common/banner.h"
#include "widgets/panel/callsforme.h"

#include <QtCore/QElapsedTimer>

namespace matoi::widgets {

/// A page for the person at this console, in its own window: it stays until it is answered, whatever the
/// desktop shows or does not show. Hidden while there is none.
class PageBanner final : public Banner
{
    Q_OBJECT

public:
    /// Without `calls` it looks for them itself.
    PageBanner(const PanelContext& context, CallsForMe* calls, QWidget* parent = nullptr);

    /// False: this desktop shows no notifications, and the banner says so.
    void setDesktopShows(bool shows);
    const CallsForMe& calls() const { return *m_calls; }
    bool hasCall() const { return !m_calls->calls().empty(); }

public Q_SLOTS:
    /// The page on show, unless it took another one's place a moment ago: then nobody has read it yet.
    void acknowledge();

Q_SIGNALS:
    void openRequested(matoi::domain::Id<matoi::domain::Incident> incident);
    /// A person can see it: the window is in front.
    void seen();

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void refresh();
    bool isSending(domain::Id<domain::Engagement> engagement);
    void showCall(const CallForMe& call, const domain::Incident& incident);
    void tellSeen();

    PanelContext m_context;
    CallsForMe* m_calls;
    bool m_desktopShows = true;
    domain::Id<domain::Engagement> m_shown; ///< what a press answers
    QElapsedTimer m_changed;                ///< since another one stood here
    /// The acknowledgement that was asked for here, and the newest line of the outbox before it.
    domain::Id<domain::Engagement> m_asked;
    std::int64_t m_before = 0;
    enum class Act
    {
        Acknowledge,
        Open
    };
    std::vector<Act> m_acts; ///< of the buttons
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
