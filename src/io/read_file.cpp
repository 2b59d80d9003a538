// SPDX-License-Identifier: BSL-1.0
#include "opened_file.hpp"

#include <pangkas/io/read_file.hpp>

namespace pangkas::inline v0_1 {

std::string read_file(const std::string& path) { return detail::opened_file(path).read(); }

}  // namespace pangkas
