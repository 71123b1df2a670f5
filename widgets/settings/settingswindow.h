#pragma once

#include "models/settings/settings.h"
#include "widgets/firstrun/firstrun.h"
#include "widgets/settings/shortcutstatus.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class QuietHoursEdit;
class SectionHeader;
class SegmentedControl;
class SettingRow;
class ShortcutEdit;
class TextLabel;
class Theme;

/// A command of the main window and how it is called by key.
struct KeyLine
{
    QString what;
    QString key;
    QString letter; ///< without a modifier; empty: none
};

/// All settings on one page beside the list of its parts. What is changed holds at once and is in the file at
/// once; Undo last takes it back. A window of its own, so that the incident stays in sight.
class SettingsWindow final : public QWidget
{
    Q_OBJECT

public:
    SettingsWindow(Theme& theme, settings::Settings& settings, QWidget* parent = nullptr);

    void setPlacement(const Placement& placement);
    void setKeys(const std::vector<KeyLine>& keys);
    /// How the key for any window stands.
    void setShortcut(const ShortcutStatus& status);
    SettingRow& row(settings::Key key) { return *m_rows.at(key); }

Q_SIGNALS:
    /// Another service, or another token for it: asked for on the screen that does that.
    void placeRequested();
    /// Show and sound what a page does.
    void sampleRequested();
    /// The desktop's own settings of the key for any window.
    void shortcutSettingsRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Section
    {
        SectionHeader* header;
        std::vector<SettingRow*> rows;
    };
    void makeSide();
    void makeAppearance();
    void makeLanguage();
    void makeNotifications();
    void makeKeyboard();
    void makeDesktop();
    void makeShortcut();
    void makeService();
    Section& beginSection();
    SettingRow* addRow(QWidget* control);
    SettingRow* addRow(settings::Key key, QWidget* control);
    QComboBox* zoneBox();
    void change(settings::Key key, const std::function<void(settings::Values&)>& change);
    void retranslate();
    void nameSections();
    void nameNotifications();
    void showNotifications(const settings::Values& values);
    void nameShortcut();
    void showShortcut();
    QString shortcutRemark() const;
    void showValues(const settings::Values& values);
    void showPlacement();
    void showFound();
    void saved(settings::Key key, bool well);

    Theme& m_theme;
    settings::Settings& m_settings;
    Placement m_placement;
    std::vector<KeyLine> m_keys;
    QLineEdit* m_find;
    QListWidget* m_parts;
    QScrollArea* m_scroll;
    QVBoxLayout* m_page;
    TextLabel* m_nothing;
    TextLabel* m_saved;
    CommandButton* m_undo;
    SegmentedControl* m_themes;
    SegmentedControl* m_scales;
    SegmentedControl* m_languages;
    QComboBox* m_zones;
    QCheckBox* m_letters;
    SegmentedControl* m_showKeys;
    SegmentedControl* m_sounds;
    CommandButton* m_sample;
    QCheckBox* m_updateDue;
    QCheckBox* m_newIncident;
    QuietHoursEdit* m_quiet;
    QCheckBox* m_closeToTray;
    QCheckBox* m_logFromAnyWindow;
    ShortcutEdit* m_logKey;
    TextLabel* m_desktopKey;
    CommandButton* m_desktopKeys;
    ShortcutStatus m_shortcut;
    QString m_unfitKey; ///< was pressed for it, and can be none
    TextLabel* m_keyList;
    CommandButton* m_move;
    TextLabel* m_folder;
    TextLabel* m_signIn;
    TextLabel* m_pages;
    SettingRow* m_keyRow = nullptr;
    SettingRow* m_folderRow = nullptr;
    SettingRow* m_signInRow = nullptr;
    SettingRow* m_pagesRow = nullptr;
    std::vector<Section> m_sections;
    std::map<settings::Key, SettingRow*> m_rows;
    bool m_showing = false;
};

} // namespace matoi::widgets
