#pragma once

#include "app/windowstate.h"
#include "widgets/panel/panelcontext.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <vector>

namespace matoi::app {

/// The edits of one window, with the way back.
struct OwnEdits
{
    explicit OwnEdits(const widgets::PanelContext& base);

    commands::EditHistory history;
    commands::IncidentCommands incidents;
    commands::TimelineCommands timeline;
    commands::AnalysisCommands analyses;
    widgets::PanelContext context;
};

/// A main window and what is its own.
struct Desk : OwnEdits
{
    using OwnEdits::OwnEdits;

    std::unique_ptr<widgets::MainWindow> window; ///< it goes before what it stands on
};

/// All main windows of one console: over the same data, each with an incident, a tab and a place of its own,
/// which are kept for the next start.
class Windows final : public QObject
{
    Q_OBJECT

public:
    Windows(const widgets::PanelContext& base, settings::Settings& settings, widgets::WindowLinks links,
            QObject* parent = nullptr);
    /// Keeps them.
    ~Windows() override;

    enum class Filled
    {
        AtOnce,
        Later ///< by fill(): the list of incidents comes first, then the one that is open
    };
    /// Those of the last time; one at least. Shown by showAll().
    void restore(Filled filled);
    void showAll();
    /// When they have been painted. `then` comes when what is filled in has been painted too.
    void fill(std::function<void()> then);
    /// Another one beside the one in front, on the same incident.
    widgets::MainWindow& openAnother();
    /// The one that was used last.
    widgets::MainWindow& front();
    Desk& frontDesk();
    std::vector<widgets::MainWindow*> all() const;
    /// Their places, incidents and tabs into the settings.
    void keep();
    /// Shows the one in front over all others, as far as the desktop lets us.
    void bringToFront();

Q_SIGNALS:
    /// Before it is shown: whoever shows something in each window connects to it.
    void made(matoi::widgets::MainWindow& window);
    void gone(matoi::widgets::MainWindow* window);
    /// The last one was closed. It is hidden, not gone.
    void lastClosed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Desk& make(const WindowPlace& place, Filled filled = Filled::AtOnce);
    void closed(widgets::MainWindow* window);

    widgets::PanelContext m_base;
    settings::Settings& m_settings;
    widgets::WindowLinks m_links;
    std::vector<std::unique_ptr<Desk>> m_desks; ///< in the order in which they were opened
    widgets::MainWindow* m_front = nullptr;
};

} // namespace matoi::app
