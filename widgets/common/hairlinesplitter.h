#pragma once

#include <QtWidgets/QSplitter>

#include <vector>

namespace matoi::widgets {

class SplitterGrip;
class Theme;

/// A splitter whose handles are hairlines, to be caught 4 px to either side of the line.
/// A double click puts the panes back to the sizes given to setDefaultSizes().
class HairlineSplitter : public QSplitter
{
    Q_OBJECT

public:
    HairlineSplitter(Theme& theme, Qt::Orientation orientation, QWidget* parent = nullptr);

    void setDefaultSizes(const QList<int>& sizes);

protected:
    QSplitterHandle* createHandle() override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void childEvent(QChildEvent* event) override;

private:
    friend class SplitterGrip;
    void placeGrips();

    Theme& m_theme;
    QList<int> m_defaultSizes;
    std::vector<SplitterGrip*> m_grips;
    bool m_addingGrip = false;
};

} // namespace matoi::widgets
