#pragma once

#include "widgets/common/banner.h"
#include "widgets/panel/callsforme.h"

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
    /// The page on show.
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
    void tellSeen();

    PanelContext m_context;
    CallsForMe* m_calls;
    bool m_desktopShows = true;
};

} // namespace matoi::widgets
