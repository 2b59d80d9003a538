// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io.hpp>

#include <string>

bool survives_a_file(const pangkas::organisation& org);

bool survives_a_file(const pangkas::organisation& org) {
  const std::string text = pangkas::to_json(org);
  return pangkas::to_json(pangkas::read_json(text).organisation) == text;
}
