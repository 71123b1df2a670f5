#include "resources/resources.h"

#include <QtCore/qglobal.h>

// Q_INIT_RESOURCE declares a function at global scope, so it cannot stand inside a namespace.
static void initMatoiResources()
{
    Q_INIT_RESOURCE(matoi);
}

namespace matoi {

void initResources()
{
    initMatoiResources();
}

} // namespace matoi
