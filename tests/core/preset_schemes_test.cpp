// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/preset_schemes.hpp>

#include "support/catch.hpp"

#include <pangkas/io/presets.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <cstddef>
#include <utility>

using namespace pangkas;

TEST_CASE("the rank schemes of the library are those of the files", "[core][preset_schemes]") {
  // One function for each file, and one file for each function.
  CHECK(preset_schemes().size() == 2);
  for (const auto& [in_code, in_file] :
       {std::pair(indonesia(), read_rank_scheme(preset_scheme_text("indonesia"), "i")),
        std::pair(uk_civil_service(),
                  read_rank_scheme(preset_scheme_text("uk-civil-service"), "u"))}) {
    CAPTURE(in_file.name());
    CHECK(in_code.name() == in_file.name());
    CHECK(in_code.title() == in_file.title());
    REQUIRE(in_code.ranks().size() == in_file.ranks().size());
    for (std::size_t i = 0; i < in_code.ranks().size(); ++i) {
      CAPTURE(in_code[i].name);
      CHECK(in_code[i] == in_file[i]);
    }
    CHECK(in_code == in_file);
  }
}
