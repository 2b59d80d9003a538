// SPDX-License-Identifier: BSL-1.0
// The second file that includes everything: what a header defines must not clash.
#include <pangkas/pangkas.hpp>

#include <string_view>
#include <utility>

std::string_view version_in_other_file();
pangkas::organisation organisation_of_other_file();

std::string_view version_in_other_file() { return pangkas::version; }

pangkas::organisation organisation_of_other_file() {
  pangkas::organisation_builder builder;
  builder.add({.code = "head"});
  builder.add({.code = "deputy", .reports_to = "head"});
  builder.add({.code = "clerk", .reports_to = "deputy"});
  return std::move(builder).build().organisation;
}
