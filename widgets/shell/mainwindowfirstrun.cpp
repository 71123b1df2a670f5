#include "widgets/firstrun/joinform.h"
#include "widgets/firstrun/nothingsetup.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>

namespace matoi::widgets {

void MainWindow::connectFirstRun()
{
    connect(m_firstRun, &FirstRun::left, this, &MainWindow::closeFirstRun);
    connect(m_firstRun, &FirstRun::languageChosen, this,
            [this](const QString& language) { m_links.setLanguage(language); });
    connect(m_firstRun, &FirstRun::startRequested, this, &MainWindow::startIncident);
    connect(m_firstRun, &FirstRun::drillRequested, this, [this] {
        closeFirstRun();
        m_links.startDrill();
    });
    m_subscriptions.push_back(m_context.changes.onRecords([this](const auto&) { arrangeFirstRun(); }));
}

void MainWindow::offerFirstRun()
{
    m_firstRunMode = FirstRunMode::Offered;
    arrangeFirstRun();
}

void MainWindow::openFirstRun(FirstRun::Choice choice)
{
    m_firstRunMode = FirstRunMode::Asked;
    m_firstRun->choose(choice);
    arrangeFirstRun();
    if (choice == FirstRun::Choice::Team)
        m_firstRun->joinForm().focusFirst();
    else
        m_firstRun->setFocus();
}

void MainWindow::closeFirstRun()
{
    m_firstRunMode = FirstRunMode::Closed;
    arrangeFirstRun();
}

bool MainWindow::showsFirstRun() const
{
    return m_pages->currentWidget() == m_firstRun;
}

void MainWindow::arrangeFirstRun()
{
    if (m_firstRunMode == FirstRunMode::Offered &&
        !nothingSetUp(m_context.repositories, m_context.changes.session()))
        m_firstRunMode = FirstRunMode::Closed;
    const bool before = showsFirstRun();
    m_pages->setCurrentIndex(m_firstRunMode == FirstRunMode::Closed ? 0 : 1);
    if (before == showsFirstRun())
        return;
    // The digits choose there what is a tab here.
    setSingleKeys(m_singleKeys);
    if (showsFirstRun())
        m_firstRun->setFocus();
    else
        m_view->setFocus();
}

} // namespace matoi::widgets
