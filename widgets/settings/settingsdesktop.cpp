#include "widgets/common/commandbutton.h"
#include "widgets/settings/quiethoursedit.h"
#include "widgets/settings/settingcontrols.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingswindow.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>

#include <array>

/// What comes to the person on this desktop, and what closing the window does.
namespace matoi::widgets {

using settings::Key;
using settings::PageSound;
using settings::Values;

namespace {

constexpr std::array<PageSound, 4> soundOrder = {PageSound::Ring, PageSound::Alarm, PageSound::Bell,
                                                 PageSound::Silent};

} // namespace

void SettingsWindow::makeNotifications()
{
    beginSection();
    m_pages = fact(m_theme);
    m_pagesRow = addRow(m_pages);
    auto* sound = new QWidget;
    m_sounds = choice(m_theme, soundOrder.size());
    m_sample = new CommandButton(m_theme, {}, Icon::Play);
    auto* row = new QHBoxLayout(sound);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_sounds);
    row->addWidget(m_sample);
    addRow(Key::PageSound, sound);
    m_updateDue = new QCheckBox;
    addRow(Key::TellUpdateDue, m_updateDue);
    m_newIncident = new QCheckBox;
    addRow(Key::TellNewIncident, m_newIncident);
    m_quiet = new QuietHoursEdit;
    addRow(Key::QuietHours, m_quiet);
    connect(m_sounds, &SegmentedControl::currentChanged, this, [this](int index) {
        change(Key::PageSound,
               [&](Values& values) { values.pageSound = soundOrder[static_cast<std::size_t>(index)]; });
    });
    connect(m_sample, &CommandButton::clicked, this, &SettingsWindow::sampleRequested);
    connect(m_updateDue, &QCheckBox::clicked, this, [this](bool on) {
        change(Key::TellUpdateDue, [&](Values& values) { values.tellUpdateDue = on; });
    });
    connect(m_newIncident, &QCheckBox::clicked, this, [this](bool on) {
        change(Key::TellNewIncident, [&](Values& values) { values.tellNewIncident = on; });
    });
    connect(m_quiet, &QuietHoursEdit::changed, this, [this](const settings::QuietHours& hours) {
        change(Key::QuietHours, [&](Values& values) { values.quietHours = hours; });
    });
}

void SettingsWindow::makeDesktop()
{
    beginSection();
    m_closeToTray = new QCheckBox;
    addRow(Key::CloseToTray, m_closeToTray);
    connect(m_closeToTray, &QCheckBox::clicked, this,
            [this](bool on) { change(Key::CloseToTray, [&](Values& values) { values.closeToTray = on; }); });
    makeShortcut();
}

void SettingsWindow::nameNotifications()
{
    m_pagesRow->setLabel(tr("Pages for you"));
    m_sounds->setText(0, tr("Ring"));
    m_sounds->setText(1, tr("Alarm"));
    m_sounds->setText(2, tr("Bell"));
    m_sounds->setText(3, tr("No sound"));
    m_sample->setText(tr("Try"));
    m_sample->setAccessibleName(tr("Try the sound of a page"));
    m_sounds->setAccessibleName(tr("Sound of a page"));
    m_updateDue->setText(tr("Five minutes before an update of an incident that you command"));
    m_newIncident->setText(tr("When one starts that you are not paged for"));
    m_quiet->setTexts(tr("No new incidents between"), tr("and"), tr("Quiet from"), tr("Quiet to"));
    m_closeToTray->setText(tr("Go on in the tray, so that pages for you still come"));
    row(Key::PageSound).setLabel(tr("Sound of a page"));
    row(Key::TellUpdateDue).setLabel(tr("Update due"));
    row(Key::TellNewIncident).setLabel(tr("New incidents"));
    row(Key::QuietHours).setLabel(tr("Quiet hours"));
    row(Key::QuietHours)
        .setRemark(tr("A page for you always comes, with its sound; so does an update that is due."));
    row(Key::CloseToTray).setLabel(tr("Closing the window"));
    nameShortcut();
}

void SettingsWindow::showNotifications(const Values& values)
{
    m_sounds->setCurrent(indexIn(soundOrder, values.pageSound));
    m_updateDue->setChecked(values.tellUpdateDue);
    m_newIncident->setChecked(values.tellNewIncident);
    m_quiet->setHours(values.quietHours);
    m_closeToTray->setChecked(values.closeToTray);
}

} // namespace matoi::widgets
