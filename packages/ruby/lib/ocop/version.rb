# frozen_string_literal: true

module Ocop
  # The version of this package; that of the engine is Ocop.version.
  GEM_VERSION = "0.1.0"
end
