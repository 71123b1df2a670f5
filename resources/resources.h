#pragma once

namespace matoi {

/// Makes the files of this folder readable under ":/matoi/…" (":/matoi/tokens.json",
/// ":/matoi/icons/siren.svg"). Call it before the first use: the linker drops a static library's resources
/// that nobody names. Calling it again does nothing.
void initResources();

} // namespace matoi
