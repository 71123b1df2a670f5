#pragma once

#include "widgets/palette/palettemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace matoi::widgets {

class TextLabel;

/// The command palette (Ctrl+K): one field for every action, person, incident and event, and for the text of
/// an event. Enter runs the chosen row, Tab opens the dialog in which its details are filled in, Ctrl+Enter
/// logs what was typed whatever is chosen. It closes itself before it runs anything.
class Palette final : public QDialog
{
    Q_OBJECT

public:
    /// `about` names the incident that the entries are for, "INC-2041"; empty: none is open.
    Palette(const PanelContext& context, std::vector<PaletteEntry> entries, PaletteModel::Writer write,
            const QString& about, QWidget* parent);

    PaletteModel& model() { return *m_model; }
    QLineEdit& field() { return *m_field; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void typed();
    void choose(int row);
    void runChosen();
    bool mayRun(const PaletteEntry& entry);
    void showWhatWaits();
    void fillInChosen();
    void writeTyped();
    void leaveAndRun(std::function<void()> what);
    QWidget* foot(bool canWrite);

    PanelContext m_context;
    PaletteModel::Writer m_write;
    PaletteModel* m_model;
    QLineEdit* m_field;
    QListView* m_list;
    TextLabel* m_waits; ///< why what was chosen is not run
    TextLabel* m_none;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
