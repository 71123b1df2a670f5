#pragma once

#include "tests/support/panelfixture.h"
#include "widgets/shell/mainwindow.h"

#include <QtGui/QImage>

#include <memory>
#include <vector>

namespace matoi::test {

/// How a screen may look.
struct Look
{
    bool light = false;
    bool japanese = false;
    int percent = 100; ///< size of the text

    QString name() const; ///< "dark-en-100"
    static std::vector<Look> all();
};

/// What a screen may be in (design.md, section 5).
enum class State
{
    Usual,   ///< the story at 14:31:26
    Empty,   ///< nothing there yet
    Loading, ///< nothing there yet, and the service has not answered
    Offline, ///< with edits that are only on this computer
    Error,   ///< whatever can fail has failed
    Stale    ///< nothing was heard for four minutes
};
QString nameOf(State state); ///< "offline"; empty for the usual one

/// One screen being shown: the story in a state, and windows over it. Time stands still.
class Stage
{
public:
    Stage(const Look& look, State state);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    const Look& look() const { return m_look; }
    State state() const { return m_state; }
    bool is(State state) const { return m_state == state; }
    PanelFixture& fixture() { return m_fixture; }
    Story& story() { return m_fixture.story; }
    MemoryRepositories& memory() { return m_fixture.story.memory; }
    const widgets::PanelContext& context() { return m_fixture.context; }
    /// The incident that the screen is about: INC-2041, or one of which nothing is known yet.
    domain::Id<domain::Incident> incident() const { return m_incident; }

    /// Shown when it is asked for first, with the incident open.
    widgets::MainWindow& window(QSize size = {1440, 900});
    /// The window with that tab open; gives its panel.
    QWidget& tab(int index);
    /// A window of its own, in place of the main window.
    template <class Widget> Widget& alone(std::unique_ptr<Widget> widget)
    {
        Widget& shown = *widget;
        m_alone = std::move(widget);
        show(shown);
        return shown;
    }
    /// A dialog over the window.
    template <class Dialog> Dialog& over(Dialog* dialog)
    {
        show(*dialog);
        return *dialog;
    }
    /// The dialog that something has opened over the window.
    template <class Dialog> Dialog& dialog()
    {
        auto* found = window().findChild<Dialog*>();
        if (found == nullptr)
            qFatal("no %s is open", Dialog::staticMetaObject.className());
        show(*found);
        return *found;
    }
    /// Until nothing moves any more; what comes by itself after a while has come.
    void settle();

    /// All windows as they stand over each other.
    QImage picture();
    QStringList faults() const;

private:
    static void show(QWidget& window);
    std::vector<QWidget*> windows() const;

    Look m_look;
    State m_state;
    PanelFixture m_fixture;
    domain::Id<domain::Incident> m_incident;
    std::unique_ptr<widgets::MainWindow> m_window;
    std::unique_ptr<QWidget> m_alone;
};

/// Changes the story to what a console in that state has. Gives the incident that is looked at.
domain::Id<domain::Incident> bringAbout(State state, Story& story);

} // namespace matoi::test
