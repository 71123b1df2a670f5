#include "widgets/settings/settingswindow.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/settings/settingcontrols.h"
#include "widgets/settings/settingrow.h"

#include <QtCore/QEvent>
#include <QtCore/QTimeZone>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <array>

namespace matoi::widgets {

using namespace Qt::StringLiterals;
using settings::Key;
using settings::Language;
using settings::ThemeMode;
using settings::Values;

namespace {

constexpr std::array<ThemeMode, 3> themeOrder = {ThemeMode::Dark, ThemeMode::Light, ThemeMode::System};
constexpr std::array<int, 3> scaleOrder = {100, 125, 150};
constexpr std::array<settings::ShowKeys, 2> showKeysOrder = {settings::ShowKeys::Always,
                                                             settings::ShowKeys::OnAlt};
constexpr std::array<Language, 3> languageOrder = {Language::English, Language::Japanese, Language::System};

} // namespace

SettingsWindow::SettingsWindow(Theme& theme, settings::Settings& settings, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_theme(theme)
    , m_settings(settings)
    , m_find(new QLineEdit(this))
    , m_parts(new QListWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_nothing(new TextLabel(theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_saved(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_undo(new CommandButton(theme, {}, Icon::Undo2, this))
{
    // The console ends with its own window, not with this one.
    setAttribute(Qt::WA_QuitOnClose, false);
    auto* page = new QWidget(this);
    m_page = new QVBoxLayout(page);
    m_page->setContentsMargins(0, 0, 0, theme.px(20));
    m_page->setSpacing(0);
    m_nothing->setContentsMargins(theme.px(20), theme.px(20), theme.px(20), 0);
    m_nothing->hide();
    m_page->addWidget(m_nothing);
    makeAppearance();
    makeLanguage();
    makeNotifications();
    makeKeyboard();
    makeDesktop();
    makeService();
    m_page->addStretch();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(page);
    makeSide();
    resize(theme.px(920), theme.px(680));
    connect(&m_settings, &settings::Settings::changed, this, [this] { showValues(m_settings.effective()); });
    retranslate();
}

void SettingsWindow::makeSide()
{
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(m_theme.px(12), m_theme.px(12), m_theme.px(12), m_theme.px(12));
    top->addWidget(m_find);
    m_find->setClearButtonEnabled(true);
    m_find->setObjectName(u"find"_s);
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        m_parts->addItem(QString());
    m_parts->setFrameShape(QFrame::NoFrame);
    m_parts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_saved->setWordWrap(true);
    m_undo->setKind(CommandButton::Kind::Link);
    m_undo->setSmall(true);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(m_theme.px(12), m_theme.px(8), m_theme.px(12), m_theme.px(12));
    foot->addWidget(m_saved);
    foot->addWidget(m_undo, 0, Qt::AlignLeft);
    column->addLayout(top);
    auto* parts = new QHBoxLayout;
    parts->setContentsMargins(m_theme.px(4), 0, 0, 0);
    parts->addWidget(m_parts);
    column->addLayout(parts, 1);
    column->addWidget(new Hairline(m_theme, Qt::Horizontal, side));
    column->addLayout(foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(side);
    row->addWidget(new Hairline(m_theme, Qt::Vertical, this));
    row->addWidget(m_scroll, 1);
    const auto dress = [this, side] {
        side->setFixedWidth(m_theme.px(240));
        setMinimumSize(m_theme.px(680), m_theme.px(420));
    };
    connect(&m_theme, &Theme::changed, side, dress);
    dress();
    connect(m_find, &QLineEdit::textChanged, this, &SettingsWindow::showFound);
    connect(m_parts, &QListWidget::currentRowChanged, this, [this](int part) {
        if (part >= 0)
            m_scroll->verticalScrollBar()->setValue(m_sections[static_cast<std::size_t>(part)].header->y());
    });
    connect(m_undo, &QPushButton::clicked, this, [this] { m_settings.undo(); });
    const auto key = [this](const QKeySequence& keys, auto run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    key(QKeySequence::Find, [this] { m_find->setFocus(); });
    key(QKeySequence::Undo, [this] { m_settings.undo(); });
}

SettingsWindow::Section& SettingsWindow::beginSection()
{
    if (!m_sections.empty())
        m_page->addWidget(new Hairline(m_theme, Qt::Horizontal, this));
    auto* header = new SectionHeader(m_theme, {}, this);
    m_page->addWidget(header);
    m_sections.push_back({header, {}});
    return m_sections.back();
}

SettingRow* SettingsWindow::addRow(QWidget* control)
{
    auto* row = new SettingRow(m_theme, control, this);
    m_page->addWidget(row);
    m_sections.back().rows.push_back(row);
    return row;
}

SettingRow* SettingsWindow::addRow(Key key, QWidget* control)
{
    SettingRow* row = addRow(control);
    m_rows[key] = row;
    connect(row, &SettingRow::resetRequested, this, [this, key] { saved(key, m_settings.reset(key)); });
    return row;
}

void SettingsWindow::makeAppearance()
{
    beginSection();
    m_themes = choice(m_theme, themeOrder.size());
    m_scales = choice(m_theme, scaleOrder.size());
    addRow(Key::Theme, m_themes);
    addRow(Key::TextScale, m_scales);
    connect(m_themes, &SegmentedControl::currentChanged, this, [this](int index) {
        change(Key::Theme,
               [&](Values& values) { values.theme = themeOrder[static_cast<std::size_t>(index)]; });
    });
    connect(m_scales, &SegmentedControl::currentChanged, this, [this](int index) {
        change(Key::TextScale, [&](Values& values) {
            values.textScalePercent = scaleOrder[static_cast<std::size_t>(index)];
        });
    });
}

QComboBox* SettingsWindow::zoneBox()
{
    auto* box = new QComboBox;
    box->addItem(QString(), QString());
    for (const QByteArray& zone : QTimeZone::availableTimeZoneIds())
        box->addItem(QString::fromLatin1(zone), QString::fromLatin1(zone));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(28);
    return box;
}

void SettingsWindow::makeLanguage()
{
    beginSection();
    m_languages = choice(m_theme, languageOrder.size());
    m_zones = zoneBox();
    addRow(Key::Language, m_languages);
    addRow(Key::TimeZone, m_zones);
    connect(m_languages, &SegmentedControl::currentChanged, this, [this](int index) {
        change(Key::Language,
               [&](Values& values) { values.language = languageOrder[static_cast<std::size_t>(index)]; });
    });
    connect(m_zones, &QComboBox::activated, this, [this] {
        change(Key::TimeZone, [&](Values& values) { values.timeZone = m_zones->currentData().toString(); });
    });
}

void SettingsWindow::makeKeyboard()
{
    beginSection();
    m_letters = new QCheckBox;
    addRow(Key::SingleLetterKeys, m_letters);
    m_showKeys = choice(m_theme, showKeysOrder.size());
    addRow(Key::ShowKeys, m_showKeys);
    connect(m_showKeys, &SegmentedControl::currentChanged, this, [this](int index) {
        change(Key::ShowKeys,
               [&](Values& values) { values.showKeys = showKeysOrder[static_cast<std::size_t>(index)]; });
    });
    m_keyList = fact(m_theme);
    m_keyRow = addRow(m_keyList);
    connect(m_letters, &QCheckBox::clicked, this, [this](bool on) {
        change(Key::SingleLetterKeys, [&](Values& values) { values.singleLetterKeys = on; });
    });
}

void SettingsWindow::makeService()
{
    beginSection();
    m_move = new CommandButton(m_theme, {}, Icon::Server);
    m_folder = fact(m_theme);
    m_signIn = fact(m_theme);
    addRow(Key::Backend, m_move);
    m_folderRow = addRow(m_folder);
    m_signInRow = addRow(m_signIn);
    connect(m_move, &QPushButton::clicked, this, &SettingsWindow::placeRequested);
}

void SettingsWindow::change(Key key, const std::function<void(Values&)>& change)
{
    if (!m_showing && m_settings.isEditable(key))
        saved(key, m_settings.update(change));
}

void SettingsWindow::saved(Key key, bool well)
{
    row(key).setProblem(
        well ? QString() : tr("%1 cannot be written: this holds until Matoi closes.").arg(m_settings.file()));
}

void SettingsWindow::setPlacement(const Placement& placement)
{
    m_placement = placement;
    showPlacement();
}

void SettingsWindow::setKeys(const std::vector<KeyLine>& keys)
{
    m_keys = keys;
    QString rows;
    QString words;
    for (const KeyLine& line : m_keys) {
        rows +=
            u"<tr><td style='white-space:nowrap'>%1&nbsp;&nbsp;&nbsp;</td><td style='white-space:nowrap'>%2&nbsp;&nbsp;&nbsp;</td><td>%3</td></tr>"_s
                .arg(line.what.toHtmlEscaped(), line.key.toHtmlEscaped(), line.letter.toHtmlEscaped());
        words += line.what + u' ' + line.key + u'\n';
    }
    m_keyList->setText(u"<table cellspacing=0 cellpadding=2>%1</table>"_s.arg(rows));
    m_keyRow->setProperty("words", words);
}

/// No shortcut: a field in which one types, as the one that finds settings, is asked first, and Esc is passed
/// on.
void SettingsWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_find->text().isEmpty())
        close();
    else
        m_find->clear();
}

void SettingsWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SettingsWindow::nameSections()
{
    const QStringList names = {tr("Appearance"), tr("Language and time"), tr("Notifications"),
                               tr("Keyboard"),   tr("This desktop"),      tr("Service")};
    for (int i = 0; i < names.size(); ++i) {
        m_sections[static_cast<std::size_t>(i)].header->setTitle(names[i]);
        m_parts->item(i)->setText(names[i]);
    }
}

void SettingsWindow::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_find->setPlaceholderText(tr("Find a setting"));
    m_find->setAccessibleName(tr("Find a setting"));
    m_parts->setAccessibleName(tr("Parts of the settings"));
    m_nothing->setText(tr("No setting has this in its name or its value."));
    m_saved->setText(tr("Settings are saved as they are changed."));
    m_undo->setText(tr("Undo last"));
    nameSections();
    m_themes->setText(0, tr("Dark"));
    m_themes->setText(1, tr("Light"));
    m_themes->setText(2, tr("System"));
    for (std::size_t i = 0; i < scaleOrder.size(); ++i)
        m_scales->setText(static_cast<int>(i), u"%1%"_s.arg(scaleOrder[i]));
    m_languages->setText(0, u"English"_s);
    m_languages->setText(1, u"日本語"_s);
    m_languages->setText(2, tr("System"));
    m_zones->setItemText(0, tr("System (%1)").arg(QString::fromLatin1(QTimeZone::systemTimeZoneId())));
    m_letters->setText(tr("N, P, U, H and others, while no text is being typed"));
    row(Key::Theme).setLabel(tr("Theme"));
    row(Key::TextScale).setLabel(tr("Text size"));
    row(Key::Language).setLabel(tr("Language"));
    row(Key::TimeZone).setLabel(tr("Times in"));
    row(Key::SingleLetterKeys).setLabel(tr("Single-letter keys"));
    m_showKeys->setText(0, tr("Always"));
    m_showKeys->setText(1, tr("While Alt is held"));
    row(Key::ShowKeys).setLabel(tr("Keys on buttons"));
    nameNotifications();
    m_keyRow->setLabel(tr("All keys"));
    m_keyRow->setNote(tr("Each letter has a twin with Alt and Shift, which always works."));
    row(Key::Backend).setLabel(tr("Incidents are kept"));
    m_folderRow->setLabel(tr("Data on this computer"));
    m_signInRow->setLabel(tr("Sign-in"));
    showValues(m_settings.effective());
    showPlacement();
}

void SettingsWindow::showValues(const Values& values)
{
    m_showing = true;
    m_themes->setCurrent(indexIn(themeOrder, values.theme));
    m_scales->setCurrent(indexIn(scaleOrder, values.textScalePercent));
    m_languages->setCurrent(indexIn(languageOrder, values.language));
    m_zones->setCurrentIndex(std::max(0, m_zones->findData(values.timeZone)));
    m_letters->setChecked(values.singleLetterKeys);
    m_showKeys->setCurrent(indexIn(showKeysOrder, values.showKeys));
    showNotifications(values);
    m_showing = false;
    for (const auto& [key, row] : m_rows)
        row->setOrigin(m_settings.origin(key));
    // Its address is not reset but left: the screen that moves knows what has to be asked.
    row(Key::Backend).resetButton().hide();
    showShortcut();
    m_undo->setEnabled(m_settings.canUndo());
    showFound();
}

void SettingsWindow::showPlacement()
{
    const bool own = m_placement.backend.isEmpty();
    m_move->setText(own ? tr("On this computer…") : tr("%1…").arg(m_placement.backend.toString()));
    m_move->setAccessibleName(tr("Incidents are kept: %1").arg(m_move->text()));
    m_folder->setText(m_placement.folder);
    m_folderRow->setNote(own ? tr("The console's own service keeps its data here.")
                             : tr("The console's own service keeps its data here; it is not used now."));
    switch (m_placement.keyring) {
    case Placement::Keyring::Open: m_signIn->setText(tr("The desktop's keyring keeps the token.")); break;
    case Placement::Keyring::Locked:
        m_signIn->setText(tr("The keyring is locked: the token is kept until Matoi closes."));
        break;
    case Placement::Keyring::None:
        m_signIn->setText(tr("There is no keyring: the token is kept until Matoi closes."));
        break;
    }
    m_signInRow->setNote(own ? tr("The console signs in to its own service by itself.")
                             : tr("To sign in as another, press the address above."));
    m_pages->setText(m_placement.desktopShows ? tr("Notifications of the desktop, with its sound.")
                                              : tr("In the window, with a beep."));
    m_pagesRow->setNote(m_placement.desktopShows ? tr("Repeated every minute until you answer.")
                                                 : tr("This desktop shows no notifications."));
    row(Key::CloseToTray)
        .setRemark(m_placement.hasTray ? QString()
                                       : tr("This desktop has no tray: closing the window ends Matoi."));
    showFound();
}

void SettingsWindow::showFound()
{
    const QString words = m_find->text().trimmed();
    bool any = false;
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        Section& section = m_sections[i];
        const QString name = m_parts->item(static_cast<int>(i))->text();
        const bool whole = name.contains(words, Qt::CaseInsensitive);
        bool some = false;
        for (SettingRow* found : section.rows) {
            const bool shown = whole || found->matches(words);
            found->setVisible(shown);
            some = some || shown;
        }
        section.header->setVisible(some);
        m_parts->item(static_cast<int>(i))->setHidden(!some);
        any = any || some;
    }
    m_nothing->setVisible(!any);
}

} // namespace matoi::widgets
