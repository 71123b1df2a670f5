#pragma once

#include <QtGui/QKeySequence>
#include <QtWidgets/QDialog>

#include <vector>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// The keys that work now, by menu.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Row
    {
        QString text;
        QKeySequence letter; ///< may be empty
        QKeySequence key;    ///< may be empty
    };
    struct Group
    {
        QString title;
        std::vector<Row> rows;
    };

    KeysDialog(Theme& theme, const std::vector<Group>& groups, QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QScrollArea* m_scroll = nullptr;
};

} // namespace matoi::widgets
