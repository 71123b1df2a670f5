#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// A snapshot: its charts, its note, and how it leaves Matoi (a picture, CSV). Beside the window, not over
/// it: then and now are looked at together.
class SnapshotDialog final : public QDialog
{
    Q_OBJECT

public:
    SnapshotDialog(const PanelContext& context, const domain::Record<domain::MetricSnapshot>& snapshot,
                   QWidget* parent);

    /// Opens it, or brings it to the front when it is open; false when that snapshot is not here.
    static bool open(const PanelContext& context, domain::Id<domain::MetricSnapshot> id, QWidget* parent);

    /// Writes the picture and says how that went.
    void writePicture(const QString& file);

protected:
    void closeEvent(QCloseEvent* event) override;
    void reject() override;

private:
    void saveNote();
    void savePicture();
    void copyRows();
    void remove();
    void say(const QString& text, bool problem = false);

    PanelContext m_context;
    domain::Record<domain::MetricSnapshot> m_snapshot;
    QLineEdit* m_note;
    TextLabel* m_status;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
