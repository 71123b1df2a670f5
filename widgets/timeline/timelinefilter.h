#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QComboBox;
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class Chip;
class CommandButton;

/// What of the timeline is listed, in which order, and the words to find. Kinds whose chips do not fit are in
/// a menu.
class TimelineFilter final : public QWidget
{
    Q_OBJECT

public:
    TimelineFilter(const PanelContext& context, itemmodels::TimelineModel& model, QWidget* parent);

    void focusFind();
    void reset();

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Esc or Down in the find field.
    void left();
    void copyRequested();
    void exportRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCounts();
    void arrange();
    void choose(itemmodels::TimelineModel::Filter filter);
    void openMore();
    void openOutput();
    void retranslate();

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    QButtonGroup* m_group;
    std::vector<Chip*> m_chips;
    CommandButton* m_more;
    QComboBox* m_order;
    CommandButton* m_output;
    QLineEdit* m_find;
};

} // namespace matoi::widgets
